/**
 * The same function, but what it makes of a thing is made once and goes with that thing. For what is worked out of
 * something that never changes and is asked for with every message.
 * @param make pure, and by its first value alone
 */
export function onceEach<K extends object, More extends readonly unknown[], V>(
  make: (key: K, ...more: More) => V,
): (key: K, ...more: More) => V {
  const made = new WeakMap<K, { readonly value: V }>()
  return (key, ...more) => {
    const known = made.get(key)
    if (known) return known.value
    const value = make(key, ...more)
    made.set(key, { value })
    return value
  }
}
