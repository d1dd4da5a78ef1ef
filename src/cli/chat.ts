import { clearLine, createInterface, cursorTo } from 'node:readline'
import { allPeople } from '../care/people/store.ts'
import { openTrialClock } from '../channels/web/trial-clock.ts'
import { trialPeople } from '../channels/web/trial-people.ts'
import { openWeb } from '../channels/web/web-channel.ts'
import { isLive } from '../config.ts'
import { movableClock } from '../kernel/clock.ts'
import { Fault } from '../kernel/faults.ts'
import { openProgram } from '../main.ts'
import type { Command } from './command.ts'
import { talk } from './terminal-chat.ts'

/** Talks to the bot in the terminal as somebody of the sample roster; the program runs in this very process. */
export const chat: Command = {
  name: 'chat',
  usage: '[--as USERID]',
  args: [0, 0],
  help: 'help.chat',
  options: { as: { type: 'string' } },
  async run({ config: settings, texts, out }, _args, { as }) {
    const config = settings()
    if (isLive(config)) throw new Fault('TRIAL_ONLY')
    const movable = movableClock()
    const channel = openWeb(movable)
    const silent = { info() {}, warn() {}, error() {} }
    const program = await openProgram(config, { clock: movable, log: silent, channels: [channel] })
    const { storage, road } = program
    try {
      await road.start()
      const people = trialPeople(await storage.read(allPeople))
      const clock = openTrialClock(movable, road.timers.tick)
      // Not opened before it is read: lines that come earlier would be lost.
      const input = createInterface({ input: process.stdin, prompt: '> ' })
      const prompt = () => {
        if (process.stdin.isTTY) input.prompt(true)
      }
      // What comes by itself takes the place of the prompt, which is then shown again.
      const show = (line: string) => {
        if (process.stdin.isTTY && process.stdout.isTTY) {
          clearLine(process.stdout, 0)
          cursorTo(process.stdout, 0)
        }
        out(line)
      }
      const parts = { channel, clock, people, texts, zone: config.TZ_NAME, out: show, prompt }
      await talk(parts, typeof as === 'string' ? as : null, input)
    } finally {
      await program.stop()
    }
    return 0
  },
}
