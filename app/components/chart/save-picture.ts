const TITLE_ROOM = 34;
const LEGEND_ROOM = 30;
const FONT = 'Inter, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';
const SVG = 'http://www.w3.org/2000/svg';
/** Pixels of a picture per unit of the drawing: sharp on paper and on a dense screen. */
const SCALE = 2;

/** Hands the chart that stands in `frame` to the browser as a file, with its title above and its legend below. */
export async function savePicture(frame: HTMLElement, title: string, kind: 'svg' | 'png'): Promise<void> {
  const chart = frame.querySelector('svg[role="img"]');
  if (chart === null) return;
  const { picture, width, height } = compose(chart as SVGSVGElement, frame, title);
  const drawing = new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' });
  const file = kind === 'svg' ? drawing : await paint(drawing, width, height);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function compose(
  chart: SVGSVGElement,
  frame: HTMLElement,
  title: string,
): { picture: SVGSVGElement; width: number; height: number } {
  const { width, height } = chart.viewBox.baseVal;
  const whole = { width, height: height + TITLE_ROOM + LEGEND_ROOM };
  const picture = node('svg', { viewBox: `0 0 ${whole.width} ${whole.height}`, 'font-family': FONT, ...whole });
  picture.append(node('rect', { ...whole, fill: '#ffffff' }));
  picture.append(node('text', { x: 12, y: 22, 'font-size': 15, 'font-weight': 600, fill: '#303030' }, title));
  const drawing = node('g', { transform: `translate(0 ${TITLE_ROOM})` });
  drawing.append(...[...chart.childNodes].map((one) => one.cloneNode(true)));
  picture.append(drawing, ...legend(frame, TITLE_ROOM + height + 18));
  return { picture, ...whole };
}

function legend(frame: HTMLElement, y: number): SVGElement[] {
  let x = 12;
  return [...frame.querySelectorAll('li')].flatMap((item) => {
    const name = item.textContent ?? '';
    const swatch = item.querySelector('span');
    const fill = swatch ? getComputedStyle(swatch).backgroundColor : '#616161';
    const drawn = [
      node('rect', { x, y: y - 10, width: 12, height: 12, rx: 3, fill }),
      node('text', { x: x + 18, y, 'font-size': 12, fill: '#303030' }, name),
    ];
    x += 34 + name.length * 7;
    return drawn;
  });
}

function node(kind: 'svg', attributes: Record<string, string | number>): SVGSVGElement;
function node(kind: string, attributes: Record<string, string | number>, text?: string): SVGElement;
function node(kind: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, kind) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

async function paint(drawing: Blob, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(drawing);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob === null) throw new Error('the picture could not be painted');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
