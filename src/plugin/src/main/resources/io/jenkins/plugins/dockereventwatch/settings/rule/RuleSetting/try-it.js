/* Sends a rule as it stands in the form to the server, and shows which of the last events seen it would have met. */
Behaviour.specify(".docker-event-watch-try-it__button", "docker-event-watch-try-it", 0, function (button) {
  const result = button.parentElement.querySelector(".docker-event-watch-try-it__result");

  function valueOf(chunk, name) {
    const input = chunk.querySelector('[name="_.' + name + '"], [name="' + name + '"]');
    return input === null ? "" : input.value;
  }

  function conditionsOf(rule) {
    return Array.from(rule.querySelectorAll('.repeated-chunk[name="conditions"]')).map(function (chunk) {
      return {
        field: valueOf(chunk, "field"),
        operator: valueOf(chunk, "operator"),
        values: valueOf(chunk, "values"),
      };
    });
  }

  function show(summary, events) {
    const heading = document.createElement("p");
    heading.textContent = summary;
    const list = document.createElement("ul");
    events.forEach(function (event) {
      const item = document.createElement("li");
      item.textContent = (event.matches ? "✓ " : "✗ ") + event.text + (event.why === "" ? "" : " – " + event.why);
      list.appendChild(item);
    });
    result.replaceChildren(heading, list);
  }

  button.addEventListener("click", function () {
    const rule = button.closest('.repeated-chunk[name="rules"]');
    fetch(button.dataset.url, {
      method: "POST",
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
      body: "rule=" + encodeURIComponent(JSON.stringify({ conditions: conditionsOf(rule) })),
    })
      .then(function (response) {
        return response.json();
      })
      .then(function (answer) {
        show(answer.data.problem || answer.data.summary, answer.data.events || []);
      })
      .catch(function () {
        show(button.dataset.failed, []);
      });
  });
});
