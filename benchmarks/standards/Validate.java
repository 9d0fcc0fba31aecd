// What veraPDF says of files, by each standard: a line of JSON for each rule that one breaks.
// Usage: java -cp JARS Validate PDFA-3A,PDFUA-1 FILE...; the exit code is 1 when any is broken.
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

    public static void main(String[] asked) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean broken = false;
        for (String standard : asked[0].split(",")) {
            ValidationProfile profile = profile(standard);
            for (int i = 1; i < asked.length; i++) {
                broken |= !keeps(standard, profile, asked[i]);
            }
        }
        System.exit(broken ? 1 : 0);
    }

    private static ValidationProfile profile(String standard) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + standard + ".xml";
        try (InputStream in = Validate.class.getResourceAsStream(place)) {
            return Profiles.profileFromXml(in);
        }
    }

    private static boolean keeps(String standard, ValidationProfile profile, String name) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser file = Foundries.defaultInstance().createParser(new File(name), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, MOST, false, true, false)) {
            ValidationResult result = validator.validate(file);
            System.out.printf("{\"file\": \"%s\", \"standard\": \"%s\", \"checks\": %d}%n",
                    name, standard, result.getTotalAssertions());
            for (Map.Entry<RuleId, Integer> rule : result.getFailedChecks().entrySet()) {
                System.out.printf("{\"rule\": \"%s-%d\", \"failed\": %d}%n", rule.getKey().getClause(),
                        rule.getKey().getTestNumber(), rule.getValue());
            }
            return result.isCompliant();
        }
    }
}
