using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people and companies of China, Hong Kong, Macao and Taiwan are known by.</summary>
internal static class ChineseRules
{
    private const string Phone = "电话 手机 联系 致电 拨打 号码 热线 传真 tel phone mobile cell call fax contact";
    private const string Card = "银行卡 卡号 账号 帐号 储蓄 信用卡 借记 card account bank";
    private const string Resident = "身份证 证件 公民 id identity resident";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("CN_FOREIGNER_ID", @"9\d{5}[ -]?\d{8}[ -]?\d{3}[\dXx]", 1, ChineseNumbers.ForeignerId),
        Rule.Of("CN_RESIDENT_ID", @"\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx]", 1, ChineseNumbers.ResidentId18),
        Rule.Of("CN_RESIDENT_ID", @"\d{15}", 0.5, ChineseNumbers.ResidentId15, Resident, 0.9),
        Rule.Of("CN_USCC", @"[0-9A-HJ-NP-RT-UWXY]{2}\d{6}[0-9A-HJ-NP-RT-UWXY]{10}", 0.99, ChineseNumbers.CreditCode),
        Rule.Of("CN_USCC", @"[0-9A-HJ-NP-RT-UWXY]{2} ?-?\d{6} ?-?[0-9A-HJ-NP-RT-UWXY]{9} ?-?[0-9A-HJ-NP-RT-UWXY]", 0.97, ChineseNumbers.CreditCode),
        Rule.Of("CN_USCC", @"9[0-9A-HJ-NP-RT-UWXY]\d{6}[0-9A-HJ-NP-RT-UWXY]{10}", 0.1, null, "统一社会信用代码 信用代码", 0.6),
        Rule.Of("CN_ORGANISATION_CODE", @"[0-9A-Z]{8}-?[0-9X]", 0.2, ChineseNumbers.OrganisationCode, "组织机构代码 机构代码 organisation_code organization_code", 0.85),
        Rule.Of("BANK_CARD", @"(62|60|81|9[4-8])\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}([ -]?\d{1,3})?", 0.85, ChineseNumbers.BankCard, Card),
        Rule.Of("BANK_CARD", @"[3-5]\d{14,18}", 0.6, ChineseNumbers.BankCard, Card),
        Rule.Of("BANK_CARD", @"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}([ -]\d{3})?", 0.1, null, "银行卡 卡号 储蓄卡 借记卡", 0.65),
        Rule.Of("CN_MOBILE", @"1[3-9]\d{9}", 0.9, AmericanNumbers.NotAllTheSame, Phone),
        Rule.Of("CN_MOBILE", @"1[3-9]\d[ -]\d{4}[ -]\d{4}", 0.9, null, Phone),
        Rule.Of("CN_MOBILE", @"(\+|00)86[ -]?1[3-9]\d[ -]?\d{4}[ -]?\d{4}", 0.98),
        Rule.Of("CN_MOBILE", @"86[ -]?1[3-9]\d[ -]?\d{4}[ -]?\d{4}", 0.6, null, Phone),
        Rule.Of("CN_MOBILE", @"\(\+?86\) ?1[3-9]\d[ -]?\d{4}[ -]?\d{4}", 0.98),
        Rule.Of("CN_LANDLINE", @"0\d{2,3}-\d{7,8}(-\d{1,6})?", 0.85, null, Phone),
        Rule.Of("CN_LANDLINE", @"0\d{2,3} \d{7,8}", 0.55, ChineseNumbers.Landline, Phone),
        Rule.Of("CN_LANDLINE", @"\(0\d{2,3}\) ?\d{7,8}", 0.8, ChineseNumbers.Landline, Phone),
        Rule.Of("CN_LANDLINE", @"0\d{9,11}", 0.5, ChineseNumbers.Landline, Phone, 0.8),
        Rule.Of("CN_LANDLINE", @"\+86[ -]?0?\d{2,3}[ -]?\d{7,8}", 0.8, ChineseNumbers.Landline, Phone, 0.95),
        Rule.Of("CN_LANDLINE", @"0\d{2,3}-\d{3,4}[ -]\d{4}", 0.8, null, Phone, 0.95),
        Rule.Of("CN_TOLLFREE", @"[48]00[ -]\d{3,4}[ -]?\d{3,4}", 0.8, null, Phone),
        Rule.Of("CN_TOLLFREE", @"[48]00\d{7}", 0.5, null, Phone, 0.85),
        Rule.Of("CN_PLATE", @"[A-Z0-9]{4,8}", 0.95) with { Refine = Plates.Refine },
        Rule.Of("CN_PASSPORT", @"[EG]\d{8}|E[A-HJ-NP-Z]\d{7}", 0.5, null, "护照 passport", 0.9),
        Rule.Of("CN_PASSPORT", @"(?i)[EGDSPH][A-Z]?\d{7,8}", 0.3, null, "护照 passport", 0.9),
        Rule.Of("CN_PASSPORT", @"(1[45]\d{7})", 0.1, null, "护照 passport", 0.8),
        Rule.Of("CN_HK_MACAO_PERMIT", @"[CW][A-Z0-9]?\d{7,8}", 0.3, null, "港澳通行证 通行证 往来港澳 permit", 0.9),
        Rule.Of("CN_HOME_RETURN_PERMIT", @"[HM]\d{8}(\d{2})?", 0.35, null, "回乡证 来往内地 通行证 permit", 0.9),
        Rule.Of("CN_TAIWAN_PERMIT", @"\d{8}(\d{2})?(\([A-Z0-9]\))?", 0.05, null, "台胞证 台湾居民 来往大陆", 0.85),
        Rule.Of("CN_TAIWAN_TRAVEL_PERMIT", @"[TL]\d{8}", 0.2, null, "往来台湾 大陆居民 通行证", 0.85),
        Rule.Of("CN_FOREIGNER_ID", @"[A-Z]{3}\d{12}", 0.3, null, "永久居留 外国人 居留证", 0.9),
        Rule.Of("CN_MILITARY_ID", @"\d{7,8}", 0.02, null, "军官证 士兵证 军人证 军字第", 0.8),
        Rule.Of("CN_DRIVING_LICENCE", @"\d{12}", 0.05, null, "驾驶证 驾照 档案编号", 0.85),
        Rule.Of("CN_MEDICAL_INSURANCE", @"[A-Z0-9]{8,12}", 0.02, null, "医保 社保 社会保障 保险号", 0.8),
        Rule.Of("CN_MEDICAL_RECORD", @"[A-Z]{0,3}\d{6,12}", 0.02, null, "病历号 住院号 门诊号 病案号 就诊号", 0.8),
        Rule.Of("CN_HOUSING_FUND", @"\d{9,12}", 0.02, null, "公积金", 0.75),
        Rule.Of("CN_TAX_ID", @"\d{15}|[0-9A-Z]{20}", 0.05, null, "税号 纳税人识别号 税务登记", 0.85),
        Rule.Of("VIN", @"(?i)[A-HJ-NPR-Z0-9]{17}", 0.8, VehicleNumber.IsValid, "车架号 车辆识别 vin chassis"),
        Rule.Of("VIN", @"[A-HJ-NPR-Z0-9]{9}[A-HJ-NPR-Z0-9]{4}\d{4}", 0.1, null, "车架号 车辆识别 vin chassis", 0.8),
        Rule.Of("IMEI", @"\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d", 0.35, ChineseNumbers.BankCard, "imei 串号 设备号 device", 0.9),
        Rule.Of("IMSI", @"460\d{12}", 0.3, null, "imsi sim", 0.9),
        Rule.Of("ICCID", @"89\d{17,18}", 0.4, Digits.Luhn, "iccid sim", 0.9),
        Rule.Of("CN_QQ", @"[1-9]\d{4,10}", 0.02, null, "qq 扣扣 QQ号", 0.85),
        Rule.Of("CN_WECHAT", @"wxid_[a-z0-9]{6,20}", 0.95),
        Rule.Of("CN_WECHAT", @"[A-Za-z][A-Za-z0-9_-]{5,19}", 0.01, null, "微信 微信号 wechat weixin", 0.8),
        Rule.Of("HK_ID", @"(?i)[A-Z]{1,2}\d{6} ?\([0-9A]\)", 0.95, NearbyNumbers.HongKong, "香港身份证 hkid"),
        Rule.Of("HK_ID", @"[A-Z]{1,2}\d{6}[0-9A]", 0.25, NearbyNumbers.HongKong, "香港 身份证 hkid hong_kong", 0.85),
        Rule.Of("MO_ID", @"[157]\d{6}\(\d\)", 0.8, null, "澳门 macao macau"),
        Rule.Of("MO_ID", @"[157]/\d{6}/\d", 0.7, null, "澳门 macao macau"),
        Rule.Of("TW_ID", @"[A-Z][1289]\d{8}", 0.75, NearbyNumbers.Taiwan, "台湾 身分证 身份证 統一編號"),
    ];
}
