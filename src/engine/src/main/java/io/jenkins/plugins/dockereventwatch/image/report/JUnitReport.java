package io.jenkins.plugins.dockereventwatch.image.report;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML with one test case per image; a denied image is a failure, an undetermined image an error. */
final class JUnitReport implements Report {

    private static final String SUITE = "image sources";

    @Override
    public void write(CheckResult result, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", SUITE);
            xml.writeAttribute("tests", Integer.toString(result.images().size()));
            xml.writeAttribute("failures", Long.toString(result.count(Outcome.DENIED)));
            xml.writeAttribute("errors", Long.toString(result.count(Outcome.UNDETERMINED)));
            xml.writeAttribute("skipped", "0");
            for (CheckedImage image : result.images()) {
                write(image, xml);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
            out.write("\n");
            out.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(CheckedImage image, XMLStreamWriter xml) throws XMLStreamException {
        Verdict verdict = image.verdict();
        ImageLocation location = image.image().location();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", SafeText.escape(location.file().isEmpty() ? SUITE : location.file()));
        xml.writeAttribute("name", SafeText.escape(verdict.text() + " (" + location + ")"));
        if (verdict.outcome() != Outcome.ALLOWED) {
            xml.writeStartElement(verdict.outcome() == Outcome.DENIED ? "failure" : "error");
            xml.writeAttribute("type", verdict.outcome().word());
            xml.writeAttribute("message", SafeText.escape(verdict.decision().reason()));
            xml.writeCharacters(SafeText.escape(SarifReport.message(verdict)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
