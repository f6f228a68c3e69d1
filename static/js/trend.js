// Puts a chart that answers to hovering in the place of the drawn one; without this file the drawing stays.
"use strict";

(() => {
  const colours = { before: "#7E8B9B", now: "#1E4E8C", limit: "#17202B", low: "#4E9C93" };

  const line = (name, words, data, width) => ({
    name: words[name],
    type: "line",
    data,
    symbol: "none",
    lineStyle: { color: colours[name], width },
    itemStyle: { color: colours[name] },
  });

  function options(series) {
    const { words } = series;
    const lines = [line("before", words, series.before, 2), line("now", words, series.now, 2.5)];
    if (series.limit.length) lines.push(line("limit", words, series.limit, 1.5));
    if (series.low.length) lines.push(line("low", words, series.low, 1));
    return {
      animation: false,
      aria: { enabled: true, label: { description: words.label } },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 40, right: 12, top: 30, bottom: 24 },
      legend: { top: 0, right: 8, itemWidth: 16, itemHeight: 2, icon: "rect", textStyle: { color: "#4A5665", fontSize: 12 } },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: { type: "category", boundaryGap: false, data: series.before.map((_, month) => `${month + 1}${words.month}`), axisTick: { show: false }, axisLine: { lineStyle: { color: "#CDD4DC" } }, axisLabel: { color: "#4A5665", fontSize: 12 } },
      yAxis: { type: "value", splitNumber: 4, splitLine: { lineStyle: { color: "#EEF1F4" } }, axisLabel: { color: "#4A5665", fontSize: 12 } },
      series: lines,
    };
  }

  // hovering is offered on demand: the drawing is complete, and prints
  function answerToHover(place) {
    place.addEventListener("pointerenter", () => {
      const drawing = place.querySelector("svg.jf-trend");
      if (!drawing || place.querySelector(".jf-trend-hover") || typeof echarts === "undefined") return;
      const series = JSON.parse(document.getElementById(place.dataset.trend).textContent);
      const stage = document.createElement("div");
      stage.className = "jf-trend-hover";
      drawing.hidden = true;
      drawing.classList.add("d-none");
      place.append(stage);
      const chart = echarts.init(stage, null, { renderer: "svg" });
      chart.setOption(options(series));
      place.addEventListener("pointerleave", () => {
        chart.dispose();
        stage.remove();
        drawing.classList.remove("d-none");
      }, { once: true });
    });
  }

  const all = (root) => root.querySelectorAll("[data-trend]").forEach(answerToHover);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
  if (typeof htmx === "undefined") all(document);
})();
