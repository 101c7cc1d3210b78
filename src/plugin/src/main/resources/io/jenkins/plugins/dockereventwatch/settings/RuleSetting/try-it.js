/* Sends a rule as it stands in the form to the server, and shows which of the last events seen it would have met. */
Behaviour.specify(".docker-event-watch-try-it__button", "docker-event-watch-try-it", 0, (button) => {
  const result = button.parentElement.querySelector(".docker-event-watch-try-it__result");

  const valueOf = (chunk, name) => {
    const input = chunk.querySelector(`[name="_.${name}"], [name="${name}"]`);
    return input === null ? "" : input.value;
  };

  const show = (summary, events) => {
    result.replaceChildren();
    const heading = document.createElement("p");
    heading.textContent = summary;
    const list = document.createElement("ul");
    events.forEach((event) => {
      const item = document.createElement("li");
      item.textContent = `${event.matches ? "✓" : "✗"} ${event.text}${event.why === "" ? "" : ` – ${event.why}`}`;
      list.append(item);
    });
    result.append(heading, list);
  };

  button.addEventListener("click", async () => {
    const rule = button.closest(".repeated-chunk");
    const conditions = [...rule.querySelectorAll('.repeated-chunk[name="conditions"]')].map((chunk) => ({
      field: valueOf(chunk, "field"),
      operator: valueOf(chunk, "operator"),
      values: valueOf(chunk, "values"),
    }));
    try {
      const response = await fetch(button.dataset.url, {
        method: "POST",
        headers: crumb.wrap({}),
        body: new URLSearchParams({ rule: JSON.stringify({ conditions }) }),
      });
      const { data } = await response.json();
      show(data.problem ?? data.summary, data.events ?? []);
    } catch {
      show(button.dataset.failed, []);
    }
  });
});
