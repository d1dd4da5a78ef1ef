import { groundOf } from './ground.ts'
import { random } from './random.ts'
import { Watched } from './watched.ts'

/** Turns of one conversation before another person begins. */
const TURNS = 60

export interface Walked {
  turns: number
  messages: number
  effects: number
}

/**
 * Random people talk at random while the promises of the engine are checked at every turn.
 * @throws at the first breach, with the seed and the last steps that led to it
 */
export function walk(seed: number, turns: number): Walked {
  const r = random(seed)
  const ground = groundOf()
  const walked: Walked = { turns: 0, messages: 0, effects: 0 }
  while (walked.turns < turns) {
    const people = [0, 1].map(i => new Watched(r, ground, `${seed}号甲乙${walked.turns}之${i}`))
    for (let turn = 0; turn < TURNS; turn++) {
      const one = r.pick(people)
      const step = one.step(seed)
      walked.turns++
      walked.messages += step.messages.filter(Boolean).length
    }
    for (const one of people) {
      one.end(seed)
      walked.effects += one.effects
      const leaked = people.some(
        other => other !== one && one.heard.some(text => text.includes(other.walker.mark)),
      )
      if (leaked) throw new Error(`seed ${seed}: one person's words reached another`)
    }
  }
  return walked
}
