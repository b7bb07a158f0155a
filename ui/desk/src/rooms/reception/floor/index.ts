import './floor.css'

/** Whole pages of the lead and of follow-ups: loaded when somebody goes there. */
export { default as BoardPage } from './BoardPage.vue'
export { default as FollowUpsPage } from './FollowUpsPage.vue'
