/** How carelessly a system's records are made: the share of records with each fault. README.md repeats the table. */
export type Manner = {
  /** Fields left empty. */
  noName: number;
  noGiven: number;
  noEmail: number;
  noPhone: number;
  noAddress: number;
  noBirthDate: number;
  /** Slips of the hand, per field. */
  nameTypo: number;
  emailTypo: number;
  addressTypo: number;
  birthDateTypo: number;
  /** Names. */
  swapped: number;
  nickname: number;
  initial: number;
  accentsLost: number;
  upper: number;
  lower: number;
  blanks: number;
  /** A value that was true once: surname of birth, old home, another mailbox of the same person. */
  stale: number;
  otherEmail: number;
  familyMailbox: number;
  /** Spelling of a right e-mail: capitals, mailto:, dots and plus. */
  decoratedEmail: number;
  gmailSpelling: number;
  /** Values that stand for nobody. */
  placeholderEmail: number;
  placeholderName: number;
  kioskMailbox: number;
  staffPhone: number;
  defaultBirthDate: number;
  landline: number;
  /** A leading apostrophe kept from a spreadsheet, on phones and postal codes. */
  apostrophe: number;
};

const clean: Manner = {
  noName: 0,
  noGiven: 0,
  noEmail: 0,
  noPhone: 0,
  noAddress: 0,
  noBirthDate: 1,
  nameTypo: 0.006,
  emailTypo: 0.006,
  addressTypo: 0.01,
  birthDateTypo: 0,
  swapped: 0,
  nickname: 0.1,
  initial: 0,
  accentsLost: 0.25,
  upper: 0.01,
  lower: 0.04,
  blanks: 0.01,
  stale: 0,
  otherEmail: 0.12,
  familyMailbox: 0.45,
  decoratedEmail: 0,
  gmailSpelling: 0.05,
  placeholderEmail: 0,
  placeholderName: 0,
  kioskMailbox: 0,
  staffPhone: 0,
  defaultBirthDate: 0,
  landline: 0.1,
  apostrophe: 0,
};

export const manners = {
  /** The buyer types into the shop's checkout, which trims and lower-cases the e-mail. */
  online: { ...clean, noName: 0.005, noPhone: 0.35, stale: 0.02 },
  /** A cashier types while a queue waits. */
  till: {
    ...clean,
    noName: 0.03,
    noGiven: 0.04,
    noEmail: 0.3,
    noPhone: 0.3,
    noAddress: 0.72,
    noBirthDate: 0.8,
    nameTypo: 0.05,
    emailTypo: 0.04,
    addressTypo: 0.05,
    birthDateTypo: 0.02,
    swapped: 0.02,
    nickname: 0.22,
    initial: 0.03,
    accentsLost: 0.9,
    upper: 0.06,
    lower: 0.06,
    blanks: 0.04,
    stale: 0.02,
    otherEmail: 0.2,
    decoratedEmail: 0.04,
    gmailSpelling: 0.08,
    placeholderEmail: 0.02,
    placeholderName: 0.015,
    kioskMailbox: 0.04,
    staffPhone: 0.05,
    defaultBirthDate: 0.04,
    landline: 0.3,
    apostrophe: 0.01,
  },
  /** Imported from three older lists and edited by hand; addresses out of date. */
  crm: {
    ...clean,
    noGiven: 0.03,
    noEmail: 0.08,
    noPhone: 0.3,
    noAddress: 0.25,
    noBirthDate: 0.5,
    nameTypo: 0.02,
    emailTypo: 0.02,
    addressTypo: 0.03,
    birthDateTypo: 0.02,
    swapped: 0.04,
    nickname: 0.18,
    initial: 0.04,
    accentsLost: 0.35,
    upper: 0.05,
    lower: 0.04,
    blanks: 0.05,
    stale: 0.3,
    otherEmail: 0.3,
    decoratedEmail: 0.08,
    gmailSpelling: 0.08,
    placeholderEmail: 0.015,
    placeholderName: 0.005,
    staffPhone: 0.005,
    defaultBirthDate: 0.05,
    landline: 0.35,
    apostrophe: 0.06,
  },
  /** A form on the web page and a paper list at the counter, kept by an agency in a spreadsheet. */
  newsletter: {
    ...clean,
    noName: 0.12,
    noGiven: 0.08,
    noEmail: 0.03,
    noPhone: 0.75,
    noAddress: 0.4,
    noBirthDate: 0.7,
    nameTypo: 0.03,
    emailTypo: 0.03,
    addressTypo: 0.03,
    birthDateTypo: 0.03,
    swapped: 0.03,
    nickname: 0.22,
    initial: 0.02,
    accentsLost: 0.3,
    lower: 0.1,
    blanks: 0.05,
    stale: 0.1,
    otherEmail: 0.25,
    decoratedEmail: 0.08,
    gmailSpelling: 0.15,
    placeholderEmail: 0.01,
    defaultBirthDate: 0.03,
    landline: 0.2,
    apostrophe: 0.04,
  },
  /** A paper form at the counter, typed in later; a birthday brings points, so most give one. */
  loyalty: {
    ...clean,
    noEmail: 0.2,
    noPhone: 0.15,
    noAddress: 0.5,
    noBirthDate: 0.25,
    nameTypo: 0.035,
    emailTypo: 0.03,
    addressTypo: 0.03,
    birthDateTypo: 0.03,
    swapped: 0.015,
    nickname: 0.15,
    accentsLost: 0.7,
    upper: 0.03,
    lower: 0.03,
    blanks: 0.03,
    stale: 0.08,
    otherEmail: 0.15,
    decoratedEmail: 0.03,
    gmailSpelling: 0.08,
    placeholderEmail: 0.01,
    kioskMailbox: 0.02,
    staffPhone: 0.03,
    defaultBirthDate: 0.05,
    landline: 0.25,
    apostrophe: 0.02,
  },
  /** The name to be shown under a review. */
  review: {
    ...clean,
    noPhone: 1,
    noAddress: 1,
    nickname: 0.3,
    otherEmail: 0.2,
    lower: 0.08,
    gmailSpelling: 0.08,
    placeholderEmail: 0.04,
  },
  /** Written from whatever mailbox was open. */
  ticket: {
    ...clean,
    noPhone: 1,
    noAddress: 1,
    noName: 0.05,
    nickname: 0.25,
    otherEmail: 0.3,
    lower: 0.06,
    familyMailbox: 0.6,
  },
} as const satisfies Record<string, Manner>;
