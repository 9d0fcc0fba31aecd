// veraPDF's libraries, spoken to as its own program is, which they come without.
// Usage: java -cp JARS Validate --format xml --flavour ua1|3a FILE; the exit code is 1 when a rule is broken.
import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class Validate {
    private static final int MOST = 10000; // failures that are listed
    private static final Map<String, String> STANDARDS = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A");

    public static void main(String[] asked) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        String flavour = asked[3];
        String name = asked[4];
        System.exit(keeps(profile(STANDARDS.get(flavour)), name) ? 0 : 1);
    }

    private static ValidationProfile profile(String standard) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + standard + ".xml";
        try (InputStream in = Validate.class.getResourceAsStream(place)) {
            return Profiles.profileFromXml(in);
        }
    }

    private static boolean keeps(ValidationProfile profile, String name) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser file = Foundries.defaultInstance().createParser(new File(name), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, MOST, false, true, false)) {
            ValidationResult result = validator.validate(file);
            System.out.printf("<report><jobs><job><validationReport isCompliant=\"%b\"><details checks=\"%d\">%n",
                    result.isCompliant(), result.getTotalAssertions());
            for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet()) {
                tell(profile, broken.getKey(), broken.getValue());
            }
            System.out.println("</details></validationReport></job></jobs></report>");
            return result.isCompliant();
        }
    }

    private static void tell(ValidationProfile profile, RuleId rule, int times) {
        System.out.printf("<rule specification=\"%s\" clause=\"%s\" testNumber=\"%d\" status=\"failed\""
                + " failedChecks=\"%d\"><description>%s</description></rule>%n",
                rule.getSpecification().getId(), rule.getClause(), rule.getTestNumber(), times,
                escaped(profile.getRuleByRuleId(rule).getDescription()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
