/** How many days after it ended something is kept; each is let go of by the night that follows. Shown on the settings page. */
export const KEPT_DAYS = {
  /** That a message of Shopify came: its content goes as soon as it is worked off. */
  message: 90,
  /** The cells of refused rows and the sample of a file, after its import. */
  refusedRows: 180,
  /** A file whose import was stopped or failed. */
  brokenOffFile: 30,
  /** A file that is held because its source is in quarantine, from the day on which it was held. */
  heldFile: 90,
} as const;

/** Hours after which a file that is still on its way is given up. */
export const ON_ITS_WAY_HOURS = 6;
