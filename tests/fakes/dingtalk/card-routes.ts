import { randomUUID } from 'node:crypto'
import { type Answer, apiError, json } from './answers.ts'
import { type Card, cardText, optionsOf, type Place, paramMapOf, placesOf, TRACK_ID_CHARS } from './cards.ts'
import type { Fault } from './faults.ts'
import { filled, isJson, type Json, object, text } from './json.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

/** Interactive cards: create, deliver, update, stream. */
export function cardRoutes(world: World): Route[] {
  const route = (
    api: Route['api'],
    method: Route['method'],
    path: string,
    answer: Route['answer'],
  ): Route => ({ api, method, path, road: 'api', billable: true, answer })
  return [
    route('cardCreateAndDeliver', 'POST', '/v1.0/card/instances/createAndDeliver', call => {
      const card = cardOf(world, call.json)
      if ('status' in card) return card
      if (placesOf(call.json['openSpaceId']).length === 0) return wrong('param.openSpaceId', 'openSpaceId')
      world.cards.add(card)
      const deliverResults = deliver(world, card, call)
      return json({ success: true, result: { outTrackId: card.outTrackId, deliverResults } })
    }),
    route('cardCreate', 'POST', '/v1.0/card/instances', call => {
      const card = cardOf(world, call.json)
      if ('status' in card) return card
      world.cards.add(card)
      return json({ success: true, result: card.outTrackId })
    }),
    route('cardDeliver', 'POST', '/v1.0/card/instances/deliver', call => {
      const card = world.cards.get(text(call.json['outTrackId']) ?? '')
      if (card === undefined) return wrong('param.cardNotExist', '卡片不存在')
      return json({ success: true, result: deliver(world, card, call) })
    }),
    route('cardUpdate', 'PUT', '/v1.0/card/instances', call => update(world, call)),
    route('cardStreaming', 'PUT', '/v1.0/card/streaming', call => stream(world, call)),
  ]
}

function cardOf(world: World, body: Json): Card | Answer {
  const { cardTemplateId, outTrackId } = body
  const { cardTemplates } = world.settings
  if (!filled(cardTemplateId)) return wrong('param.cardTemplateIdEmpty', 'cardTemplateId为空')
  const published = cardTemplates?.includes(cardTemplateId) ?? cardTemplateId.endsWith('.schema')
  if (!published) return wrong('param.templateUnpublished', '卡片模板未发布')
  if (!filled(outTrackId)) return wrong('param.outTrackIdEmpty', 'outTrackId为空')
  if (outTrackId.length > TRACK_ID_CHARS) return wrong('outTrackId.outOfLimit', 'outTrackId超过64个字符')
  if (world.cards.get(outTrackId) !== undefined) return wrong('param.cardAlreadyExist', '卡片已存在')
  const data = paramMapOf(body['cardData'])
  if (typeof data === 'string') return wrong('param.error', data)
  const privateData = privateDataOf(world, body['privateData'])
  if ('status' in privateData) return privateData
  return {
    outTrackId,
    cardTemplateId,
    callbackType: text(body['callbackType']) ?? '',
    data: data ?? {},
    privateData,
    deliveredTo: [],
    finalized: false,
    presses: 0,
  }
}

/** Outer success says nothing about a single delivery. */
function deliver(world: World, card: Card, { app, json: body, fault }: Call): object[] {
  return placesOf(body['openSpaceId']).map(place => {
    const errorMsg = whyNot(world, place, body, app.robotCode, fault)
    const { spaceType, spaceId } = place
    if (errorMsg !== undefined) return { spaceType, spaceId, success: false, carrierId: '', errorMsg }
    card.deliveredTo.push(place)
    world.inbox.deliver({
      kind: 'card',
      title: card.data['title'] ?? '',
      text: cardText(card, place.to),
      buttons: [],
      to: place.to,
      via: 'card',
      outTrackId: card.outTrackId,
      raw: body,
    })
    return { spaceType, spaceId, success: true, carrierId: randomUUID(), errorMsg: '' }
  })
}

function whyNot(
  world: World,
  place: Place,
  body: Json,
  robotCode: string,
  fault: Fault | undefined,
): string | undefined {
  if (fault?.kind === 'undelivered') return fault.errorMsg
  const single = place.spaceType === 'IM_ROBOT'
  const model = body[single ? 'imRobotOpenDeliverModel' : 'imGroupOpenDeliverModel']
  if (!isJson(model)) return 'deliver model is null'
  if (single) {
    const person = world.people.get(place.to)
    return person === undefined || person.outside ? 'spaceId is illegal' : undefined
  }
  if (world.groups.get(place.to) === undefined) return 'spaceId is illegal'
  return model['robotCode'] === robotCode ? undefined : 'robot is not in the group'
}

function update(world: World, { json: body }: Call): Answer {
  const card = world.cards.get(text(body['outTrackId']) ?? '')
  if (card === undefined) return wrong('param.cardNotExist', '卡片不存在')
  if (card.presses > 0) {
    world.violations.add(
      'card-update-in-callback',
      `answer the press of ${card.outTrackId} before updating it`,
    )
  }
  const data = paramMapOf(body['cardData'])
  if (typeof data === 'string') return wrong('param.error', data)
  const privateData = privateDataOf(world, body['privateData'])
  if ('status' in privateData) return privateData
  world.cards.apply(card, { data, privateData, ...optionsOf(body['cardUpdateOptions']) })
  return json({ success: true, result: true })
}

function stream(world: World, { json: body }: Call): Answer {
  const { outTrackId, guid, key, content } = body
  const card = world.cards.get(text(outTrackId) ?? '')
  if (card === undefined) return wrong('param.cardNotExist', '卡片不存在')
  if (!filled(guid) || !filled(key) || typeof content !== 'string')
    return wrong('param.error', 'guid, key, content')
  if (card.finalized) return wrong('param.streamFinalized', '流式更新已结束')
  const before = body['isFull'] === true ? '' : (card.data[key] ?? '')
  card.data[key] = before + content
  card.finalized = body['isFinalize'] === true
  return json({ success: true, result: true })
}

function privateDataOf(world: World, given: unknown): Map<string, Record<string, string>> | Answer {
  const out = new Map<string, Record<string, string>>()
  for (const [userid, part] of Object.entries(object(given))) {
    if (world.people.get(userid) === undefined) return wrong('param.userIdNotExist', '用户不存在')
    const map = paramMapOf(part)
    if (typeof map === 'string') return wrong('param.error', map)
    out.set(userid, map ?? {})
  }
  return out
}

function wrong(code: string, message: string): Answer {
  return apiError(400, code, message)
}
