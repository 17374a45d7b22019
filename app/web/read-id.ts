/** The number by which an address names something; 0, which nothing has, for anything but a whole number that is exact here. */
export function readId(text: string | undefined): number {
  const id = /^\d{1,16}$/.test(text ?? '') ? Number(text) : 0;
  return Number.isSafeInteger(id) ? id : 0;
}
