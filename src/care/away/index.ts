import type { CareArea } from '../../runtime/care-area.ts'
import { absentLookups } from './absent-lookups.ts'
import { absentRoutes } from './absent-routes.ts'
import { askedLastLookups } from './asked-last.ts'
import { deskRoutes } from './desk-routes.ts'
import { offPostLookups } from './off-post.ts'
import { offPostJobs } from './off-post-review.ts'
import { offPostRoutes } from './off-post-routes.ts'
import { AWAY } from './policy.ts'
import { awayEffects, awayJobs, awayLookups } from './report.ts'
import { reportRoutes } from './report-routes.ts'
import { standInEffects, standInLookups } from './stand-in.ts'
import { withLeaveLookups } from './with-leave.ts'

/** Being away: leaving the city, being off post, who stands in, and who is not there, never why. */
export const awayArea: CareArea = {
  name: 'away',
  lookups: {
    ...absentLookups,
    ...awayLookups,
    ...offPostLookups,
    ...standInLookups,
    ...askedLastLookups,
    ...withLeaveLookups,
  },
  effects: { ...awayEffects, ...standInEffects },
  policies: [AWAY],
  notices: {
    absent_head: ['span', 'count'],
    absent_line: ['name', 'unit', 'span'],
    absent_more: ['count'],
    absent_none: ['span'],
    away_brief: ['span'],
    away_place: ['area', 'city'],
    away_province: [],
    away_country: [],
    away_abroad: [],
    away_acting: ['name'],
    away_together: ['names'],
    away_reported: ['no', 'name', 'span', 'place', 'acting', 'together'],
    away_filed: ['no', 'name', 'span'],
    away_filed_back: ['no', 'name', 'span'],
    away_filed_until: ['no', 'name', 'span', 'when'],
    away_back_told: ['no', 'name', 'span'],
    away_over: ['no'],
    off_post_on: ['from'],
    off_post_told: ['name', 'from'],
    off_post_back: ['date'],
    off_post_back_told: ['name', 'date'],
    off_post_review: ['name', 'date'],
    off_post_review_over: ['name', 'date'],
    stand_in_asked: ['no', 'name', 'span'],
    stand_in_moved: ['no', 'name', 'span'],
    stand_in_longer: ['no', 'name', 'span'],
    stand_in_over: ['no', 'name', 'span'],
    stand_in_until: ['no', 'name', 'when'],
    stand_in_pause: ['no', 'name', 'when'],
    stand_in_agreed: ['no', 'name', 'span'],
    stand_in_declined: ['no', 'name', 'span'],
    stand_in_back: ['no', 'name', 'span'],
    stand_in_mine: ['what'],
    stand_in_agreed_told: ['no', 'name', 'who'],
    stand_in_declined_told: ['no', 'name', 'who'],
  },
  jobs: { ...awayJobs, ...offPostJobs },
  routes: [...absentRoutes, ...offPostRoutes, ...reportRoutes, ...deskRoutes],
}
