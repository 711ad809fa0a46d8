using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What people and companies of states of Asia, Africa and Australia are known by.</summary>
internal static class AsianRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("IN_AADHAAR", @"[2-9]\d{11}", 0.4, AsianNumbers.Aadhaar, "aadhaar uidai", 0.95),
        Rule.Of("IN_AADHAAR", @"[2-9]\d{3} \d{4} \d{4}|[2-9]\d{3}-\d{4}-\d{4}|[2-9]\d{3}:\d{4}:\d{4}", 0.6, AsianNumbers.Aadhaar, "aadhaar uidai", 0.95),
        Rule.Of("IN_PAN", @"(?i)[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", 0.5, null, "pan permanent_account", 0.9),
        Rule.Of("IN_PAN", @"(?i)[A-Z]{5}\d{4}[A-Z]", 0.1, null, "pan permanent_account", 0.8),
        Rule.Of("IN_GSTIN", @"(?i)\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", 0.9, AsianNumbers.GoodsAndServices, "gstin gst"),
        Rule.Of("IN_PASSPORT", @"(?i)[A-PR-WY][1-9]\d{5}[1-9]", 0.1, null, "passport", 0.7),
        Rule.Of("IN_VOTER", @"(?i)[A-Z]{3}\d{7}", 0.3, null, "voter epic elector", 0.8),
        Rule.Of("IN_VEHICLE_REGISTRATION", @"(?i)[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}", 0.4, null, "vehicle registration car plate", 0.8),
        Rule.Of("IN_VEHICLE_REGISTRATION", @"(?i)[A-Z]{3}\d{4}", 0.05, null, "vehicle registration plate", 0.6),
        Rule.Of("KR_RRN", @"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[1-4]\d{6}", 0.75, AsianNumbers.KoreanPerson, "rrn resident 주민등록번호"),
        Rule.Of("KR_RRN", @"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[1-4]\d{6}", 0.3, AsianNumbers.KoreanPerson, "rrn resident 주민등록번호", 0.8),
        Rule.Of("KR_FRN", @"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[5-8]\d{6}", 0.75, AsianNumbers.KoreanPerson, "frn foreigner 외국인등록번호"),
        Rule.Of("KR_FRN", @"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[5-8]\d{6}", 0.3, AsianNumbers.KoreanPerson, "frn foreigner 외국인등록번호", 0.8),
        Rule.Of("KR_BRN", @"\d{3}-\d{2}-\d{5}", 0.7, AsianNumbers.KoreanBusiness, "brn business 사업자등록번호"),
        Rule.Of("KR_BRN", @"\d{10}", 0.1, AsianNumbers.KoreanBusiness, "brn business 사업자등록번호", 0.85),
        Rule.Of("KR_DRIVER_LICENSE", @"\d{2}[ -]\d{2}[ -]\d{6}[ -]\d{2}", 0.6, AsianNumbers.KoreanLicence, "license licence 운전면허"),
        Rule.Of("KR_DRIVER_LICENSE", @"\d{12}", 0.02, AsianNumbers.KoreanLicence, "운전면허", 0.8),
        Rule.Of("KR_PASSPORT", @"(?i)[MSRODG]\d{3}[A-Z]\d{4}|[MSRODG]\d{8}", 0.1, null, "passport 여권", 0.7),
        Rule.Of("JP_MY_NUMBER", @"\d{4}[ -]?\d{4}[ -]?\d{4}", 0.02, null, "マイナンバー 個人番号 my_number", 0.85),
        Rule.Of("JP_PHONE_NUMBER", @"0[5789]0-\d{4}-\d{4}", 0.75),
        Rule.Of("SG_NRIC_FIN", @"(?i)[STFGM]\d{7}[A-Z]", 0.5, null, "nric fin singapore"),
        Rule.Of("SG_NRIC_FIN", @"(?i)[A-Z]\d{7}[A-Z]", 0.1, null, "nric fin", 0.7),
        Rule.Of("SG_UEN", @"\d{8}[A-Z]|\d{9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z]", 0.3, null, "uen entity company", 0.8),
        Rule.Of("PH_TIN", @"\d{3}-\d{3}-\d{3}(-\d{3,5})?", 0.3, AsianNumbers.PhilippineTaxpayer, "tin taxpayer", 0.8),
        Rule.Of("PH_TIN", @"\d{9}(\d{3})?", 0.02, AsianNumbers.PhilippineTaxpayer, "tin taxpayer", 0.7),
        Rule.Of("PH_MOBILE_NUMBER", @"\+63[ -]?9\d{2}[ -]?\d{3}[ -]?\d{4}", 0.8),
        Rule.Of("PH_MOBILE_NUMBER", @"09\d{2}[ -]?\d{3}[ -]?\d{4}", 0.45, null, "telepono numero mobile phone tel", 0.8),
        Rule.Of("TH_TNIN", @"[1-8]\d{12}|[1-8] \d{4} \d{5} \d{2} \d|[1-8]-\d{4}-\d{5}-\d{2}-\d", 0.4, AsianNumbers.Thai, "tnin เลขประจำตัวประชาชน thai", 0.95),
        Rule.Of("ZA_ID_NUMBER", @"\d{13}", 0.45, AsianNumbers.SouthAfrican, "id identity resident", 0.95),
        Rule.Of("NG_NIN", @"\d{11}", 0.3, Verhoeff.IsValid, "nin national", 0.9),
        Rule.Of("NG_VEHICLE_REGISTRATION", @"(?i)[A-Z]{3}[ -]?\d{3}[ -]?[A-Z]{2}", 0.45, null, "plate vehicle registration", 0.8),
        Rule.Of("AU_ABN", @"[1-9]\d{10}|[1-9]\d \d{3} \d{3} \d{3}", 0.3, AsianNumbers.AustralianBusiness, "abn business", 0.9),
        Rule.Of("AU_ACN", @"\d{9}|\d{3} \d{3} \d{3}", 0.15, AsianNumbers.AustralianCompany, "acn company", 0.9),
        Rule.Of("AU_TFN", @"\d{9}|\d{3} \d{3} \d{3}", 0.15, AsianNumbers.AustralianTax, "tfn tax_file", 0.9),
        Rule.Of("AU_MEDICARE", @"[2-6]\d{9}|[2-6]\d{3} \d{5} \d", 0.2, AsianNumbers.AustralianMedicare, "medicare", 0.9),
    ];
}
