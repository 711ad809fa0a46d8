// Draws placements: lanes by accelerator, bars by job. Pan by dragging or arrow keys, zoom by wheel or + and -.
"use strict";
(() => {
  const box = document.getElementById("lanes"), canvas = box.querySelector("canvas"), pen = canvas.getContext("2d");
  const text = document.getElementById("lane-text"), labels = 96, axis = 22;
  const colours = [...document.querySelectorAll(".legend .key")].map(key => getComputedStyle(key).color);
  let data = null, from = 0, until = 1, top = 0, lane = 8, lanes = 0, isDue = false;

  const width = () => canvas.clientWidth - labels, height = () => canvas.clientHeight - axis;
  const x = time => labels + (time - from) / (until - from) * width();
  const clock = time => new Date(time).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" });
  const draw = () => { if (!isDue) { isDue = true; requestAnimationFrame(() => { isDue = false; paint() }) } };
  const bound = () => { top = Math.max(0, Math.min(top, lanes * lane - height())) };

  const paint = () => {
    if (!data) return;
    const style = getComputedStyle(canvas), ratio = devicePixelRatio || 1, w = canvas.clientWidth, h = canvas.clientHeight;
    if (canvas.width !== w * ratio || canvas.height !== h * ratio) { canvas.width = w * ratio; canvas.height = h * ratio }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, w, h);
    pen.font = "11px " + style.fontFamily;
    pen.textBaseline = "middle";
    const line = style.borderTopColor, ink = style.color;

    // Nodes, and a line between them.
    let at = 0;
    for (const node of data.nodes) {
      const y = axis + at * lane - top, tall = node.lanes * lane;
      if (y + tall > axis && y < h) {
        pen.fillStyle = line;
        pen.fillRect(0, y, w, 1);
        pen.fillStyle = ink;
        if (tall >= 10) pen.fillText(node.name, 0, Math.max(axis + 7, y + Math.min(tall / 2, 12)), labels - 8);
      }
      at += node.lanes;
    }

    // Bars. Only what is in view is drawn.
    pen.save();
    pen.beginPath(); pen.rect(labels, axis, w - labels, h - axis); pen.clip();
    for (const [row, offset, tall, began, ended, , colour, promise] of data.bars) {
      const y = axis + row * lane - top + offset * lane / 1000, end = ended || (promise ? until : Math.max(data.now, began));
      if (y > h || y + lane < axis || end < from || began > until) continue;
      const left = x(Math.max(began, from)), wide = Math.max(1, x(Math.min(end, until)) - left - (lane > 5 ? 1 : 0)), high = Math.max(1, tall * lane / 1000 - 1);
      if (promise) { pen.strokeStyle = colours[colour % 8]; pen.strokeRect(left + .5, y + .5, wide - 1, high - 1) }
      else { pen.fillStyle = colours[colour % 8]; pen.fillRect(left, y, wide, high) }
    }
    pen.fillStyle = ink;
    pen.fillRect(x(data.now), axis, 1, h);
    pen.restore();

    // The axis last: it lies above all.
    const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440].map(minutes => minutes * 60000);
    const step = steps.find(step => step / (until - from) * width() > 64) || 86400000;
    pen.fillStyle = ink;
    pen.textAlign = "center";
    for (let tick = Math.ceil(from / step) * step; tick < until; tick += step) {
      pen.fillText(clock(tick), x(tick), 10);
      pen.globalAlpha = .25; pen.fillRect(x(tick), axis - 4, 1, 4); pen.globalAlpha = 1;
    }
    pen.textAlign = "left";
  };

  const zoom = (factor, about) => {
    const left = about - (about - from) * factor, right = about + (until - about) * factor;
    if (right - left < 60000 || right - left > 40 * 86400000) return;
    [from, until] = [left, right]; draw();
  };
  const pan = share => { const by = (until - from) * share; from += by; until += by; draw() };
  const find = event => {
    const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
    const time = from + (px - labels) / width() * (until - from), row = (py - axis + top) / lane;
    return px < labels ? null : data?.bars.findLast(([at, offset, tall, began, ended, , , promise]) =>
      row >= at + offset / 1000 && row <= at + (offset + tall) / 1000 && time >= began && time <= (ended || (promise ? until : data.now)));
  };

  const load = async isFirst => {
    const answer = await fetch(box.dataset.src, { headers: { "Accept": "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    data = await answer.json();
    lanes = data.nodes.reduce((sum, node) => sum + node.lanes, 0);
    if (isFirst) {
      const last = data.bars.reduce((most, bar) => bar[7] ? Math.max(most, bar[3]) : most, data.now);
      from = data.from; until = Math.max(data.now + (data.now - data.from) * .06, last + (last > data.now ? (last - data.from) * .1 : 0));
      lane = Math.max(4, Math.min(14, height() / lanes));
      box.dataset.drawn = data.bars.length;
    }
    draw();
  };

  let drag = null, moved = 0;
  canvas.addEventListener("pointerdown", event => { drag = { x: event.clientX, y: event.clientY, from, until, top }; moved = 0; canvas.setPointerCapture(event.pointerId) });
  canvas.addEventListener("pointermove", event => {
    if (drag) {
      moved = Math.max(moved, Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y));
      const by = (event.clientX - drag.x) / width() * (drag.until - drag.from);
      from = drag.from - by; until = drag.until - by; top = drag.top - (event.clientY - drag.y); bound(); draw();
      return;
    }
    const bar = find(event);
    canvas.classList.toggle("on", !!bar);
    text.textContent = bar ? `${bar[5]} · ${clock(bar[3])}${bar[4] ? "–" + clock(bar[4]) : ""}` : "";
  });
  canvas.addEventListener("pointerup", event => { const bar = moved < 5 && find(event); drag = null; if (bar) location.href = `/jobs/${bar[5]}` });
  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    if (event.shiftKey) { top += event.deltaY; bound(); draw() }
    else zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, from + (event.offsetX - labels) / width() * (until - from));
  }, { passive: false });
  canvas.addEventListener("keydown", event => {
    const acts = {
      ArrowLeft: () => pan(-.1), ArrowRight: () => pan(.1), ArrowUp: () => { top -= 40; bound(); draw() }, ArrowDown: () => { top += 40; bound(); draw() },
      "+": () => zoom(1 / 1.3, (from + until) / 2), "=": () => zoom(1 / 1.3, (from + until) / 2), "-": () => zoom(1.3, (from + until) / 2),
    };
    if (!acts[event.key]) return;
    event.preventDefault(); event.stopPropagation(); acts[event.key]();
  });
  addEventListener("resize", draw);
  let next = 0;
  document.body.addEventListener("headroom:changed", () => { if (Date.now() > next) { next = Date.now() + 5000; load(false) } });
  load(true);
})();
