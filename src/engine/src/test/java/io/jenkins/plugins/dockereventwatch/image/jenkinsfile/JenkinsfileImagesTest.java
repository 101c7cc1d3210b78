package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JenkinsfileImagesTest {

    private static List<String> images(String jenkinsfile) {
        return JenkinsfileImages.read("Jenkinsfile", jenkinsfile).stream()
                .map(image -> image.location().line() + " " + image.location().what() + " " + image.text()
                        + (image.obstacle().isEmpty() ? "" : " ?"))
                .toList();
    }

    @Test
    void findsImagesOfDeclarativePipelines() {
        assertThat(images("""
                        // agent { docker 'acme/comment' }
                        /* agent { docker 'acme/comment' } */
                        pipeline {
                          agent { docker 'maven:3' }
                          stages {
                            stage('docker') {
                              agent {
                                docker {
                                  image "node:20"
                                  registryUrl 'https://registry.example.org:5000/'
                                  args '-v /x:/y'
                                }
                              }
                              steps { echo "image 'acme/text' // no" }
                            }
                            stage('b') {
                              agent { docker { image("python:${VERSION}") } }
                              steps { limitedRun image: 'mysql:8', memory: '64m' }
                            }
                            stage('c') { agent { docker { image IMAGE } } }
                          }
                        }
                        """))
                .containsExactly(
                        "4 agent docker maven:3",
                        "9 agent docker registry.example.org:5000/node:20",
                        "17 agent docker python:${VERSION} ?",
                        "18 image: mysql:8",
                        "20 agent docker IMAGE ?");
    }

    @Test
    void findsImagesOfScriptedPipelines() {
        assertThat(images("""
                        node {
                          docker.image('maven:3').inside { sh 'mvn' }
                          docker.image("x:$BUILD").pull()
                          docker.image(name).run()
                          docker.withRegistry('https://registry.example.org', 'login') {
                            docker.image('acme/x').push()
                            node { docker.image('''acme/y''').push() }
                          }
                          docker.withRegistry('https://index.docker.io/v1/', 'login') { docker.image('acme/z').pull() }
                          docker.withRegistry(url) { docker.image('acme/u').pull() }
                          docker.image('after').pull()
                          containerTemplate(name: 'a', image: 'jenkins/inbound-agent')
                          other.image('no')
                        }
                        """))
                .containsExactly(
                        "2 docker.image maven:3",
                        "3 docker.image x:$BUILD ?",
                        "4 docker.image name ?",
                        "6 docker.image registry.example.org/acme/x",
                        "7 docker.image registry.example.org/acme/y",
                        "9 docker.image acme/z",
                        "10 docker.image acme/u ?",
                        "11 docker.image after",
                        "12 image: jenkins/inbound-agent");
    }

    @Test
    void acceptsAnyText() {
        Random random = new Random(1);
        List<String> parts = List.of(
                "docker",
                "{",
                "}",
                ".",
                "image",
                "(",
                "'",
                "\"",
                "'''",
                "\\",
                "\n",
                " ",
                "x",
                "withRegistry",
                "$",
                ":",
                "registryUrl",
                "/*",
                "//");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            assertThat(JenkinsfileImages.read("f", text.toString()))
                    .allSatisfy(image -> assertThat(image.location().line()).isPositive());
        }
    }
}
