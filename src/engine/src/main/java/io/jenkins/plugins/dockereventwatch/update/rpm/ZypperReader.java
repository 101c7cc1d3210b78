package io.jenkins.plugins.dockereventwatch.update.rpm;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate.Change;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.VersionScheme;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the output of {@code zypper --xmlout list-updates} and {@code list-patches}. Only patches identify security
 * updates; a patch becomes an update named {@code patch:NAME}.
 *
 * @see <a href="https://en.opensuse.org/SDB:Zypper_manual">zypper(8)</a>
 */
public final class ZypperReader {

    private final List<PendingUpdate> updates = new ArrayList<>();
    private boolean listed;
    private boolean blocked;

    private ZypperReader() {}

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.contains("<stream>");
    }

    /**
     * Reads the output.
     *
     * @throws UnreadableHostException if zypper failed or the XML is incomplete or malformed
     */
    public static List<PendingUpdate> read(String text) throws UnreadableHostException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        ZypperReader reader = new ZypperReader();
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text.strip()));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> reader.begin(xml);
                    case XMLStreamConstants.END_ELEMENT -> reader.end(xml.getLocalName());
                    default -> {
                        // Text is only for people.
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser also throws others, such as MissingResourceException for characters of a DTD.
            throw new UnreadableHostException(
                    "Invalid XML in the output of zypper: expected the output of zypper --xmlout list-updates", e);
        }
        if (!reader.listed) {
            throw new UnreadableHostException(
                    "The output of zypper contains no list of updates: expected the output of zypper --xmlout"
                            + " list-updates");
        }
        return reader.updates;
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException, UnreadableHostException {
        switch (xml.getLocalName()) {
            case "update-list" -> listed = true;
            case "blocked-update-list" -> blocked = true;
            case "update" -> update(xml);
            case "message" -> {
                if ("error".equals(attribute(xml, "type"))) {
                    throw new UnreadableHostException("zypper failed: " + xml.getElementText());
                }
            }
            default -> {
                // Other elements are not needed.
            }
        }
    }

    private void end(String element) {
        if (element.equals("blocked-update-list")) {
            blocked = false;
        }
    }

    private void update(XMLStreamReader xml) throws UnreadableHostException {
        String name = attribute(xml, "name");
        String edition = attribute(xml, "edition");
        boolean patch = attribute(xml, "kind").equals("patch");
        if (!SafeText.isWord(name) || !SafeText.isWord(edition)) {
            throw new UnreadableHostException("Invalid name or edition of an update in the output of zypper: '"
                    + SafeText.abbreviate(name, 80) + "'");
        }
        String status = attribute(xml, "status");
        if (patch && !status.isEmpty() && !status.equals("needed")) {
            return;
        }
        String old = attribute(xml, "edition-old");
        boolean security = patch && attribute(xml, "category").equals("security");
        updates.add(new PendingUpdate(
                patch ? "patch:" + name : name,
                Change.of(VersionScheme.RPM, Optional.of(old).filter(SafeText::isWord), Optional.of(edition)),
                patch ? "patch, category " + SafeText.abbreviate(attribute(xml, "category"), 40) : "",
                security ? Optional.of(Severity.of(attribute(xml, "severity"))) : Optional.empty(),
                Optional.empty(),
                blocked ? Optional.of("locked or blocked on the host (zypper locks)") : Optional.empty()));
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
