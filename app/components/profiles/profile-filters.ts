/** The filters of the profile list: parameter in the address, label, choices. */
export const PROFILE_FILTERS = [
  {
    key: 'channel',
    label: 'Where they buy',
    choices: [
      { value: 'both', label: 'Online and in store' },
      { value: 'online', label: 'Online only' },
      { value: 'pos', label: 'In store only' },
      { value: 'none', label: 'No orders yet' },
    ],
  },
  {
    key: 'consent',
    label: 'E-mail consent',
    choices: [
      { value: 'granted', label: 'Subscribed' },
      { value: 'denied', label: 'Unsubscribed' },
      { value: 'pending', label: 'Pending' },
      { value: 'unknown', label: 'Not known' },
    ],
  },
  { key: 'merged', label: 'Records', choices: [{ value: '1', label: 'Joined from several records' }] },
] as const;

export const SORT_OPTIONS = [
  { label: 'Value', value: 'value desc' as const, directionLabel: 'Highest first' },
  { label: 'Value', value: 'value asc' as const, directionLabel: 'Lowest first' },
  { label: 'Orders', value: 'orders desc' as const, directionLabel: 'Most first' },
  { label: 'Last order', value: 'last_order desc' as const, directionLabel: 'Newest first' },
  { label: 'Name', value: 'name asc' as const, directionLabel: 'A–Z' },
  { label: 'First seen', value: 'seen desc' as const, directionLabel: 'Newest first' },
];
