import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates files against PDF/UA-1 with the veraPDF engine: prints of each file that it is valid, or
 * each failure.
 *
 * <p>The jar that carries the engine has no JAXB, so the profile is read with the JDK's own DOM.
 */
public class Check {
  private static final PDFAFlavour UA = PDFAFlavour.PDFUA_1;
  private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = profile();
    boolean good = profile.getRules().size() == 106;
    for (String file : files) {
      good &= passes(file, profile);
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean passes(String file, ValidationProfile profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), UA);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile, 100, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String clause = assertion.getRuleId().getClause();
          System.out.println(file + ": " + clause + " " + assertion.getMessage());
        }
      }
      if (result.isCompliant()) {
        System.out.println(file + ": valid");
      }
      return result.isCompliant();
    }
  }

  private static ValidationProfile profile() throws Exception {
    InputStream stream = Check.class.getClassLoader().getResourceAsStream(PROFILE);
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element element : elements(document.getDocumentElement(), "rule")) {
      rules.add(rule(element));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element element : elements(document.getDocumentElement(), "variable")) {
      variables.add(
          Profiles.variableFromValues(
              element.getAttribute("name"),
              element.getAttribute("object"),
              text(element, "defaultValue"),
              text(element, "value")));
    }
    return Profiles.profileFromValues(
        UA, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date()), "", rules, variables);
  }

  private static Rule rule(Element element) {
    Element id = elements(element, "id").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : elements(element, "argument")) {
      arguments.add(
          ErrorArgumentImpl.fromValues(
              argument.getTextContent().trim(), argument.getAttribute("name"), null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        element.getAttribute("object"),
        element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null,
        element.getAttribute("tags"),
        text(element, "description"),
        text(element, "test"),
        Profiles.errorFromValues(text(element, "message"), arguments),
        Collections.emptyList());
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int place = 0; place < found.getLength(); place++) {
      elements.add((Element) found.item(place));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent().trim();
  }
}
