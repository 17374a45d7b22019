/** Colours of series: told apart by colour-blind people, at least 3:1 against white; each series also has a pattern or a label. */
export const SERIES = ['#005bd3', '#b28400', '#8a3ab9', '#007a5c', '#c4320a', '#5c6a7a'] as const;

export const CHANNEL_COLOURS: Readonly<Record<string, string>> = {
  online: '#005bd3',
  pos: '#b28400',
  phone: '#8a3ab9',
  other: '#5c6a7a',
};

export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  online: 'Online',
  pos: 'In store',
  phone: 'Draft order',
  other: 'Other',
};
