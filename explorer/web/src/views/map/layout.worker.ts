// Sorts the points away from the page, which goes on answering to hands.

import { type Columns, laidOut } from "./layout";

self.onmessage = ({ data }: MessageEvent<Columns>) => {
  const layout = laidOut(data);
  const { x, y, kind, film, group, row, place, starts } = layout;
  const moved = [x, y, kind, film, group, row, place, starts].map((column) => column.buffer);
  self.postMessage(layout, { transfer: moved as ArrayBuffer[] });
};
