/**
 * Every error of the product, with its permanent code, HTTP status and developer's message.
 * A code is never reused for another meaning. What people read stands in `flows/_system.yaml` under `faults`.
 */
export const FAULTS = {
  CONFIG_INVALID: [500, 'The configuration has faults.'],
  DATABASE_NEWER: [
    500,
    'The database was written by a newer program; start that program, or restore a backup.',
  ],
  DATABASE_FOREIGN: [
    500,
    'The database was made by a draft that was never released; no migration leads from it. Use another data folder.',
  ],
  DATABASE_BUSY: [503, 'The database did not answer in time; try again.'],
  DATABASE_FAILED: [500, 'A database statement failed.'],
  TRANSACTION_NESTED: [500, 'A transaction was asked for inside a transaction; pass `tx` on instead.'],
  SEAL_BROKEN: [500, 'A sealed value could not be opened: wrong key, damaged, or moved from its row.'],
  MASTER_KEY_MISSING: [500, 'The master key file is missing although the database holds sealed values.'],
  MASTER_KEY_MALFORMED: [500, 'The master key file is not one this program wrote.'],
  FLOWS_INVALID: [500, 'The flow files have problems.'],
  NOT_FOUND: [404, 'There is no such thing, or it is not yours to see.'],
  SIGN_IN_NEEDED: [401, 'Sign in first.'],
  SIGN_IN_FAILED: [401, 'Wrong user name or passphrase.'],
  SIGN_IN_LOCKED: [429, 'Too many failed attempts; wait before trying again.'],
  TOO_MANY_REQUESTS: [429, 'Too many requests; slow down.'],
  INPUT_INVALID: [400, 'The input has faults; each is named with its field.'],
  ROSTER_INVALID: [400, 'The roster has bad rows; nothing was imported.'],
  BALANCES_INVALID: [400, 'The balances have bad rows; nothing was imported.'],
  BALANCES_ABOVE_LAW: [
    409,
    'Numbers are above what the law gives; nothing was imported. Check them, and bring them in with the confirmation.',
  ],
  OVERTIME_INVALID: [400, 'The overtime file has bad rows; nothing was imported.'],
  CALENDAR_INVALID: [400, 'The calendar file has faults; nothing was imported.'],
  NOT_ALLOWED: [403, 'This role may not do that.'],
  SETUP_DONE: [409, 'The first-run setup was done already.'],
  CONFLICT: [409, 'It changed meanwhile; load it again.'],
  FILE_TOO_LARGE: [413, 'The file is too large.'],
  FILE_KIND: [415, 'This kind of file is not accepted.'],
  PLATFORM_REFUSED: [502, 'The chat platform refused the call.'],
  WECHATY_MISSING: [500, 'wechaty is not installed: install without leaving out optional packages.'],
  TRIAL_ONLY: [403, 'Only available in trial mode.'],
  INTERNAL: [500, 'Something inside went wrong; the log names the place.'],
  CROSS_SITE: [403, 'The request came from another site.'],
  PASSPHRASE_OLD: [403, 'The passphrase was given by somebody else; choose one of your own first.'],
  SETUP_CODE_WRONG: [403, 'That is not the setup code printed at the start.'],
  PORT_TAKEN: [500, 'Another program listens on that address and port.'],
  BACKUP_INVALID: [400, 'This is not a whole backup of this program.'],
  FOLDER_TAKEN: [409, 'The folder is not empty; nothing was written.'],
  STILL_RUNNING: [409, 'The program is running on this data; stop it first.'],
  FILE_MISSING: [404, 'There is no such file.'],
  WORDS_GONE: [409, 'Its words were wiped; it cannot be tried again.'],
  MOVED_ON: [409, 'The conversation has gone on since; it cannot be tried again.'],
  NOT_DECIDED: [409, 'The unit has not decided on this yet; turn it on in its policy file first.'],
  DECIDED: [409, 'It was decided already; nothing was done.'],
  NO_APPROVER: [409, 'Nobody on the roster can decide next; enter the superior, then decide again.'],
  POSTPONED_OUT: [409, 'It was put off as often as the unit allows; it goes on its day.'],
  LEAVE_BEGUN: [409, 'The leave it would move has begun; refuse it, and have the person report back first.'],
  LEAVE_GONE: [
    409,
    'The leave it belongs to was withdrawn or is over; refuse it, and have the person ask anew.',
  ],
  MASTER_KEY_IN_USE: [
    409,
    'An older master key is still needed; rotate first, so that nothing is wrapped with it.',
  ],
  NOBODY_TO_DECIDE: [
    409,
    'Nobody may decide this: give the role custodian to somebody whom the case neither names nor leaves out.',
  ],
  ASKED_TOO_OFTEN: [409, 'Whose case it is was asked twice; it is not asked again.'],
  READS_NOTHING: [
    409,
    'A key would open nothing: whoever is of HR or an administrator beside 纪检 reads no report.',
  ],
  CASE_OTHERS_READ: [409, 'Its words would come to readers who may not open them; nothing was moved.'],
  CASE_NOT_SAME: [409, 'Two cases are one only where both bear the same name; nothing was moved.'],
  FOLLOW_UPS_OPEN: [409, 'A talk or visit of this case is not done yet; do it, or drop it, then close.'],
  RULE_REFUSED: [409, 'A rule refuses it; the reason is named, with what to do.'],
  ALREADY_RUNNING: [409, 'Another process of this program works on this data folder; stop it first.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type FaultCode = keyof typeof FAULTS

/**
 * What can be wrong with one field, row or variable, with the developer's words; the people's words stand in
 * `flows/_system.yaml` under `rules`.
 */
export const RULES = {
  required: 'is missing',
  shape: 'must be {wanted}',
  number: 'must be a whole number from {min} to {max}',
  one_of: 'must be one of {options}',
  date: 'must be a date such as 2026-11-23',
  mobile: 'must be a telephone number',
  too_long: 'must not be longer than {max} characters',
  duplicate: 'stands there twice ({value})',
  unchanged: 'is the one that stands already',
  unknown_person: 'names somebody who is not on the roster ({value})',
  own_supervisor: 'a person cannot supervise himself',
  own_deputy: 'nobody stands in for himself',
  own_stand_in: 'nobody stands in for himself at work',
  not_approver: 'cannot decide this request: it is about him, or he decides it anyway ({value})',
  supervisor_circle: 'the supervisors form a circle ({value})',
  unknown_column: 'is a column nobody knows; known are {options}',
  time_zone: 'must be an IANA time zone such as Asia/Shanghai',
  together: 'is needed together with {value}',
  unreadable: 'cannot be read as {wanted}',
  hours: 'must be hours from 0.5 to 24',
  on_leave:
    'may be hours of a leave ({value}): call the person back from it, or say from when to when outside the legal hours',
  not_reader: 'cannot open this case ({value})',
  not_theirs: 'was not supervised by whoever has left, or is no more ({value})',
  own_overtime: 'nobody records his own overtime for himself',
  half_days: 'must be days in steps of half a day',
  above_law:
    'is {value} days, and the years of work give {max} at most; what came over from last year is `carry`',
  above_carry: 'is {value} days, and no more than {max} can have come over from last year',
  days_up_to: 'wants days, by halves, at most {max}',
  problem: '{value}',
  too_short: 'must have at least {min} characters',
  unknown_field: 'is not known here',
  passphrase: 'must have at least {min} characters of {kinds} of the kinds a–z, A–Z, 0–9 and others',
  recipient: 'must be an age recipient (age1…)',
  unknown_unit: 'names a unit that nobody on the roster belongs to ({value})',
  needs_role: 'needs the role {value} on the roster',
  not_future: 'must not lie in the future',
  not_over: 'is not over yet; where it is, say from when to when',
  recorded: 'has a record of hours that may be the same ({value})',
  not_past: 'must lie in the future',
  admin_only: 'is for an administrator to change ({value})',
  own_roles: 'nobody changes his own ({value})',
  last_admin: 'would leave nobody who can administrate the program',
  not_here: 'is no address of this machine',
  missing_column: 'is a column the file lacks',
  not_before: 'must not lie before {value}',
  not_after: 'must not lie after {value}',
  not_yet: 'is not supported by this version yet',
} as const

export type Rule = keyof typeof RULES

/** One fault of an input, named by its place. */
export interface Detail {
  /** Field, row or variable: `PORT`, `line 3 unit`. */
  where: string
  rule: Rule
  /** Never a secret, never somebody's words. */
  values?: Readonly<Record<string, string | number>>
}

/** An error with a permanent code. Its message holds no content of anybody's words. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly status: number
  readonly details: readonly Detail[]
  /** Values for the placeholders of the user's sentence, e.g. `{minutes}`. */
  readonly values: Readonly<Record<string, string | number>>

  constructor(
    code: FaultCode,
    about: { details?: readonly Detail[]; values?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    const details = about.details ?? []
    super([FAULTS[code][1], ...details.map(d => `  ${d.where}: ${wordsOf(d)}`)].join('\n'), {
      cause: about.cause,
    })
    this.name = 'Fault'
    this.code = code
    this.status = FAULTS[code][0]
    this.details = details
    this.values = about.values ?? {}
  }
}

function wordsOf({ rule, values }: Detail): string {
  return RULES[rule].replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole))
}

/**
 * A business refusal inside a flow: the effect could not be done, and the person is told why in the words of
 * the flow file. `reason` is a key of the flow's or the area's texts, never a sentence.
 */
export class Refusal extends Error {
  readonly reason: string
  readonly values: Readonly<Record<string, string | number>>

  constructor(reason: string, values: Record<string, string | number> = {}) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
    this.values = values
  }
}
