package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Writes the output of a run to the log or to the step's result, and records the position.
 *
 * @param record the record of the run
 * @param outputIsGiven whether standard output is returned by the step instead of being printed
 */
record OutputPrinter(RunRecord record, boolean outputIsGiven) {

    void print(RunProgress news, PrintStream log) throws IOException {
        if (news.pieces().isEmpty()) {
            return;
        }
        long at = record.cursor().out();
        for (RunProgress.Piece piece : news.pieces()) {
            byte[] bytes = piece.bytes();
            if (outputIsGiven && piece.channel() == OutputChannel.OUT) {
                record.append(at, bytes);
                at += bytes.length;
            } else {
                log.write(bytes, 0, bytes.length);
                if (news.result() != null && bytes[bytes.length - 1] != '\n') {
                    log.println();
                }
            }
        }
        log.flush();
        record.keep(news.after());
    }
}
