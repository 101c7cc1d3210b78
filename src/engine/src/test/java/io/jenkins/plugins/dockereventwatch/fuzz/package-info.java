/**
 * Any input for each parser of input from outside: only our own exceptions, and an end in seconds with little memory. {@code mvn
 * verify} repeats the inputs below {@code src/test/resources}; {@code mvn -Pfuzz verify} finds new ones.
 */
package io.jenkins.plugins.dockereventwatch.fuzz;
