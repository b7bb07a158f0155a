import { Activity, BookText, CalendarClock, CalendarDays, ChartLine, Handshake, MessagesSquare, Package, PackageOpen, ReceiptText, Settings, Timer, TrafficCone, Users, UsersRound, Warehouse } from '@lucide/vue'
import { computed, type Component } from 'vue'
import { may } from '../kit/session'

export interface RailRoom {
  path: string
  label: 'room_inbox' | 'room_contacts' | 'room_orders' | 'room_scripts' | 'room_clocks' | 'room_shifts' | 'room_scores' | 'room_people' | 'room_settings' | 'room_board' | 'room_follow_ups' | 'room_promises' | 'room_products' | 'room_cases' | 'room_manners' | 'room_warehouse'
  icon: Component
  keys: string
  also: string
  is_last?: boolean
  may: () => boolean
}

const all: RailRoom[] = [
  { path: '/c', label: 'room_inbox', icon: MessagesSquare, keys: 'G I', also: 'inbox huihua', may: () => may('converse') },
  { path: '/cases', label: 'room_cases', icon: PackageOpen, keys: 'G A', also: 'cases aftersales shouhou', may: () => may('work_cases') },
  { path: '/warehouse', label: 'room_warehouse', icon: Warehouse, keys: 'G W', also: 'warehouse returns tuihuo cangku', may: () => may('receive_goods') },
  { path: '/orders', label: 'room_orders', icon: ReceiptText, keys: 'G O', also: 'orders dingdan', may: () => may('see_orders') },
  { path: '/follow_ups', label: 'room_follow_ups', icon: CalendarClock, keys: 'G F', also: 'follow tasks genjin', may: () => may('converse') },
  { path: '/promises', label: 'room_promises', icon: Handshake, keys: 'G R', also: 'promises chengnuo', may: () => may('converse') },
  { path: '/board', label: 'room_board', icon: Activity, keys: 'G B', also: 'board floor kanban', may: () => may('lead_floor') },
  { path: '/contacts', label: 'room_contacts', icon: UsersRound, keys: 'G C', also: 'contacts customers kehu', may: () => may('converse') },
  { path: '/products', label: 'room_products', icon: Package, keys: 'G D', also: 'products promotions shangpin cuxiao', may: () => may('see_orders') },
  { path: '/scripts', label: 'room_scripts', icon: BookText, keys: 'G S', also: 'scripts huashu', may: () => may('converse') || may('manage_scripts') },
  { path: '/clocks', label: 'room_clocks', icon: Timer, keys: 'G T', also: 'clocks times shixiao', may: () => may('converse') },
  { path: '/shifts', label: 'room_shifts', icon: CalendarDays, keys: 'G H', also: 'shifts roster paiban', may: () => true },
  { path: '/scores', label: 'room_scores', icon: ChartLine, keys: '', also: 'scores pingfen quality', may: () => may('converse') },
  { path: '/manners', label: 'room_manners', icon: TrafficCone, keys: 'G M', also: 'manners pack liyi guize', may: () => may('manage_manners') },
  { path: '/people', label: 'room_people', icon: Users, keys: 'G P', also: 'people team tuandui', may: () => may('manage_people') },
  { path: '/settings', label: 'room_settings', icon: Settings, keys: 'G ,', also: 'settings shezhi', is_last: true, may: () => true },
]

/** The rooms this person may enter. What a role cannot open is not shown. */
export const useRooms = () => computed(() => all.filter((one) => one.may()))
