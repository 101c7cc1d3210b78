// Writes what Go's own text/template and time make of the conformance cases.
// Run in this folder:
//
//	go run template_expectations.go ../resources/io/jenkins/plugins/dockereventwatch/template/eval
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
	"time"
)

type templateCase struct {
	Name     string `json:"name"`
	Template string `json:"template"`
	Output   string `json:"output,omitempty"`
	Error    bool   `json:"error,omitempty"`
}

type layoutCase struct {
	Seconds int64  `json:"seconds"`
	Zone    string `json:"zone"`
	Layout  string `json:"layout"`
	Output  string `json:"output"`
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func timeStampFormat(timestamp interface{}, layout string) string {
	seconds, _ := strconv.ParseFloat(fmt.Sprintf("%f", timestamp), 64)
	return time.Unix(int64(seconds), 0).UTC().Format(layout)
}

func render(source string, data interface{}) (string, error) {
	parsed, err := template.New("case").Funcs(template.FuncMap{"TimeStampFormat": timeStampFormat}).Parse(source)
	if err != nil {
		return "", err
	}
	var output bytes.Buffer
	err = parsed.Execute(&output, data)
	return output.String(), err
}

func write(path string, value interface{}) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	must(encoder.Encode(value))
	must(os.WriteFile(path, text.Bytes(), 0o644))
}

func templates(folder string) {
	var data interface{}
	raw, err := os.ReadFile(filepath.Join(folder, "data.json"))
	must(err)
	must(json.Unmarshal(raw, &data))
	text, err := os.ReadFile(filepath.Join(folder, "templates.txt"))
	must(err)
	var cases []templateCase
	section := ""
	count := 0
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(line, "# ") {
			section, count = line[2:], 0
			continue
		}
		count++
		source := strings.ReplaceAll(line, "⏎", "\n")
		output, err := render(source, data)
		c := templateCase{Name: fmt.Sprintf("%s %d", section, count), Template: source}
		if err != nil {
			c.Error = true
		} else {
			c.Output = output
		}
		cases = append(cases, c)
	}
	write(filepath.Join(folder, "template-cases.json"), cases)
}

func layouts(folder string) {
	text, err := os.ReadFile(filepath.Join(folder, "layouts.txt"))
	must(err)
	var cases []layoutCase
	for _, zone := range []string{"UTC", "Europe/Zurich", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo"} {
		location, err := time.LoadLocation(zone)
		must(err)
		for _, seconds := range []int64{1700000000, 1719835445, 1767225599, 1771000000} {
			for _, layout := range strings.Split(strings.TrimSpace(string(text)), "\n") {
				cases = append(cases, layoutCase{seconds, zone, layout, time.Unix(seconds, 0).In(location).Format(layout)})
			}
		}
	}
	write(filepath.Join(folder, "layout-cases.json"), cases)
}

func main() {
	templates(os.Args[1])
	layouts(os.Args[1])
}
