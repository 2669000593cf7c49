/** What an organisation uploads (manual 1, 第一步): scans of licence and legal representative's ID, stamped letter. */
export const requiredMaterials = ['businessLicence', 'legalRepId', 'authorisation'] as const
