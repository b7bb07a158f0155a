// The words of the catalogue's enums, in the order in which people choose them.
import type { PromotionKind, SevenDay } from '../../kit/api.gen'

export const seven_days: SevenDay[] = ['applies', 'custom_made', 'perishable', 'digital', 'periodical', 'unsealing_harms', 'loses_value', 'disclosed_flaw']
export const promotion_kinds: PromotionKind[] = ['item_discount', 'full_reduction', 'shop_coupon', 'member_coupon', 'gift', 'free_shipping']
/** What a promotion may refuse to stand beside. */
export const stackable: PromotionKind[] = ['item_discount', 'full_reduction', 'shop_coupon', 'member_coupon']
