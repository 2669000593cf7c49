declare global {
  namespace App {
    interface PageState {
      /** Company data that a link to the application has brought along: shown at its form, never sent by themselves. */
      companyData?: string
    }
  }
}
export {}
