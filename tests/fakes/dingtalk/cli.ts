import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { appOf } from './app.ts'
import { startFakeDingTalk } from './fake-dingtalk.ts'
import type { LoadOptions, NextText } from './load.ts'
import { createTerminal, shown } from './terminal.ts'

const USAGE = `A fake DingTalk on this machine.

  node tests/fakes/dingtalk/cli.ts [--port 9000]     talk to the bot's live mode in this terminal
  node tests/fakes/dingtalk/cli.ts --serve           only serve, until it is told to end
  node tests/fakes/dingtalk/cli.ts --load [...]      wait for a bot, run a load, print one JSON line

  --port N                 port (default 9000; 0 = any free one)
  --client-id, --client-secret, --robot-code         the app's credentials
  --redeliver MS           push again what is not acked (default: never)
  --speed N                make the fake's waiting N times shorter
  --no-quota               no limit of calls per second
  --conversations N  --in-flight N | --rate N  --messages N  --warm-up N
  --wait SECONDS           how long a load waits for its bot (default 600)
  --text WORDS             what everybody says, or
  --script FILE.ts         a module whose default export is nextText(conversation, turn, lastReply)
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9000' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'robot-code': { type: 'string' },
    redeliver: { type: 'string', default: '0' },
    speed: { type: 'string', default: '1' },
    'no-quota': { type: 'boolean', default: false },
    load: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    conversations: { type: 'string' },
    'in-flight': { type: 'string' },
    rate: { type: 'string' },
    messages: { type: 'string' },
    'warm-up': { type: 'string' },
    text: { type: 'string' },
    script: { type: 'string' },
    wait: { type: 'string', default: '600' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await main()

async function main(): Promise<void> {
  const fake = await startFakeDingTalk({
    port: Number(values.port),
    speed: Number(values.speed),
    apps: [
      appOf({
        ...(values['client-id'] !== undefined && { clientId: values['client-id'] }),
        ...(values['client-secret'] !== undefined && { clientSecret: values['client-secret'] }),
        ...(values['robot-code'] !== undefined && { robotCode: values['robot-code'] }),
      }),
    ],
    redelivery: { everyMs: Number(values.redeliver) },
    quota: { callsPerSecond: values['no-quota'] || values.load ? 0 : 20 },
  })
  // In load mode stdout belongs to the one line of the report.
  const tell = (line: string) => (values.load ? process.stderr : process.stdout).write(`${line}\n`)
  tell(`fake DingTalk at ${fake.base}; start the bot with:`)
  for (const [name, value] of Object.entries(fake.env)) tell(`${name}=${value}`)

  if (values.load) {
    await fake.stream.connected(1, Number(values.wait) * 1000)
    process.stdout.write(`${JSON.stringify(await fake.load(await loadOptions()))}\n`)
    await fake.stop()
    return
  }

  if (values.serve) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void fake.stop())
    return
  }

  const terminal = createTerminal(fake)
  fake.stream.onConnection(connection =>
    tell(`* bot ${connection.state === 'closed' ? 'gone' : 'connected'}`),
  )
  fake.onReceived(message => {
    for (const line of shown(message, fake.people.get(message.to)?.name ?? message.to)) tell(line)
  })
  tell(`you are ${terminal.who()}; /help lists the commands`)
  const lines = createInterface({ input: process.stdin })
  let quit = false
  for await (const line of lines) {
    if (line.trim() === '/quit') {
      quit = true
      break
    }
    for (const out of await terminal.enter(line)) tell(out)
  }
  if (!quit) tell('* the input has ended, so the fake ends; without a terminal start it with --serve')
  // An open pipe would keep the process alive.
  process.stdin.destroy()
  await fake.stop()
}

async function loadOptions(): Promise<LoadOptions> {
  const options: LoadOptions = {}
  if (values.conversations !== undefined) options.conversations = Number(values.conversations)
  if (values['in-flight'] !== undefined) options.inFlight = Number(values['in-flight'])
  if (values.rate !== undefined) options.rate = Number(values.rate)
  if (values.messages !== undefined) options.messages = Number(values.messages)
  if (values['warm-up'] !== undefined) options.warmUp = Number(values['warm-up'])
  const words = values.text
  if (words !== undefined) options.nextText = () => words
  if (values.script !== undefined) options.nextText = await scriptOf(values.script)
  return options
}

async function scriptOf(file: string): Promise<NextText> {
  const module: { default?: unknown } = await import(pathToFileURL(resolve(file)).href)
  const script = module.default
  if (!isNextText(script)) throw new Error(`${file}: its default export must be a function`)
  return script
}

function isNextText(value: unknown): value is NextText {
  return typeof value === 'function'
}
