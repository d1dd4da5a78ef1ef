import { type Json, object, text } from './json.ts'

/** A card as it stands in somebody's chat. */
export interface Card {
  outTrackId: string
  cardTemplateId: string
  /** `STREAM` = presses come over the stream. Left out at creation = presses come nowhere. */
  callbackType: string
  data: Record<string, string>
  /** What single people see in place of the common data, by userid. */
  privateData: Map<string, Record<string, string>>
  /** The chats it was delivered to: userids and conversation ids. */
  deliveredTo: Place[]
  finalized: boolean
  /** Presses whose ack is still out; the update API must not be called meanwhile. */
  presses: number
}

export interface Place {
  spaceType: 'IM_ROBOT' | 'IM_GROUP'
  spaceId: string
  to: string
}

/** What an update says, in the API and in the ack of a press alike. */
export interface CardChange {
  data: Record<string, string> | undefined
  /** By userid. */
  privateData: Map<string, Record<string, string>>
  dataByKey: boolean
  privateByKey: boolean
}

export interface Cards {
  get(outTrackId: string): Card | undefined
  must(outTrackId: string): Card
  add(card: Card): void
  apply(card: Card, change: CardChange): void
  list(): Card[]
}

export function createCards(): Cards {
  const cards = new Map<string, Card>()
  return {
    get: id => cards.get(id),
    must(id) {
      const card = cards.get(id)
      if (card === undefined) throw new Error(`no card "${id}"; there are: ${[...cards.keys()].join(', ')}`)
      return card
    },
    add(card) {
      cards.set(card.outTrackId, card)
    },
    list: () => [...cards.values()],
    apply(card, change) {
      // Without …ByKey the whole map is replaced: what the update does not name is gone.
      if (change.data !== undefined)
        card.data = change.dataByKey ? { ...card.data, ...change.data } : change.data
      for (const [userid, data] of change.privateData) {
        const before = change.privateByKey ? card.privateData.get(userid) : undefined
        card.privateData.set(userid, { ...before, ...data })
      }
    },
  }
}

const KEY_BYTES = 100
const VALUE_BYTES = 1024
export const TRACK_ID_CHARS = 64

/** `{cardParamMap}` of texts within their limits. `undefined` = not given; a text = what is wrong with it. */
export function paramMapOf(given: unknown): Record<string, string> | undefined | string {
  if (given === undefined || given === null) return undefined
  const map = object(given)['cardParamMap']
  const out: Record<string, string> = {}
  for (const [key, value] of Object.entries(object(map))) {
    if (typeof value !== 'string') return `cardParamMap.${key}: values are texts`
    if (Buffer.byteLength(key) > KEY_BYTES) return `cardParamMap.${key}: a key has at most ${KEY_BYTES} bytes`
    if (Buffer.byteLength(value) > VALUE_BYTES)
      return `cardParamMap.${key}: a value has at most ${VALUE_BYTES} bytes`
    out[key] = value
  }
  return out
}

/** What a person sees in the chat: every text of the card, one per line. */
export function cardText(card: Card, userid: string): string {
  const shown = { ...card.data, ...card.privateData.get(userid) }
  return Object.values(shown).join('\n')
}

/** `dtv1.card//IM_ROBOT.<userid>;dtv1.card//IM_GROUP.<cid>` as places. */
export function placesOf(openSpaceId: unknown): Place[] {
  const places: Place[] = []
  for (const one of (text(openSpaceId) ?? '').split(';')) {
    const [, type, spaceId] = /^dtv1\.card\/\/(IM_ROBOT|IM_GROUP)\.(.+)$/i.exec(one.trim()) ?? []
    if (type === undefined || spaceId === undefined) continue
    const spaceType = type.toUpperCase() === 'IM_ROBOT' ? 'IM_ROBOT' : 'IM_GROUP'
    places.push({ spaceType, spaceId, to: spaceId })
  }
  return places
}

export function optionsOf(given: unknown): { dataByKey: boolean; privateByKey: boolean } {
  const options: Json = object(given)
  return {
    dataByKey: options['updateCardDataByKey'] === true,
    privateByKey: options['updatePrivateDataByKey'] === true,
  }
}
