import { type RefObject, useEffect, useRef, useState } from 'react';

/** Units of a chart's width where it has room, and as the server draws it. */
export const FULL_WIDTH = 720;
const LEAST_WIDTH = 280;

/**
 * How wide a chart is drawn, in units: on a narrow screen as many as its frame has pixels, so that what is written in it keeps its size;
 * from `FULL_WIDTH` on it grows with its frame.
 */
export function useChartWidth(): { frame: RefObject<HTMLDivElement>; width: number } {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FULL_WIDTH);
  useEffect(() => {
    let drawing = 0;
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.round(entry?.contentRect.width ?? FULL_WIDTH);
      // In the next frame: another width makes another height, which within this one the browser reports as an endless loop.
      cancelAnimationFrame(drawing);
      drawing = requestAnimationFrame(() => setWidth(Math.min(FULL_WIDTH, Math.max(LEAST_WIDTH, room))));
    });
    if (frame.current !== null) observer.observe(frame.current);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(drawing);
    };
  }, []);
  return { frame, width };
}
