import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.DSSUtils;
import java.io.File;

/**
 * What the EU's DSS finds in PDFs, with nobody to be asked: root certificate, then files. A line for each signature:
 * file, indication, sub-indication, level; or the file and what it threw.
 */
public class JudgePdf {
  public static void main(String[] args) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
    for (int at = 1; at < args.length; at++) {
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(trusted);
      verifier.setAIASource(null);
      try {
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(new File(args[at])));
        validator.setCertificateVerifier(verifier);
        SimpleReport report = validator.validateDocument().getSimpleReport();
        for (String id : report.getSignatureIdList()) {
          SignatureLevel level = report.getSignatureFormat(id);
          System.out.println(String.join("\t", args[at], String.valueOf(report.getIndication(id)),
              String.valueOf(report.getSubIndication(id)), String.valueOf(level)));
          if (System.getenv("JUDGE_TELL") != null)
            System.out.println("#" + report.getAdESValidationErrors(id) + report.getAdESValidationWarnings(id)
                + report.getQualificationErrors(id));
        }
      } catch (Exception error) {
        System.out.println(args[at] + "\t" + error);
      }
    }
  }
}
