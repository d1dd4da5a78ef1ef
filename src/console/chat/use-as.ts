import { useEffect, useState } from 'react'

/** Whom this tab speaks as: kept in the address, so that every tab can be somebody else. */
export function useAs(): [as: string | null, pick: (userid: string) => void] {
  const [as, setAs] = useState(fromAddress)
  useEffect(() => {
    const back = () => setAs(fromAddress())
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  return [
    as,
    userid => {
      history.pushState(null, '', `?as=${encodeURIComponent(userid)}`)
      setAs(userid)
    },
  ]
}

function fromAddress(): string | null {
  return new URLSearchParams(location.search).get('as')
}
