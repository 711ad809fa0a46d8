using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>What is written alike in many countries.</summary>
internal static class GenericRules
{
    private const string Phone = "phone tel telephone call mobile cell fax contact number whatsapp 电话 手机 联系 telefon";
    private const string Birth = "birth born dob birthday birthdate 出生 生日";
    private const string Month = "(?i)";
    private const string MonthNames = "(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("CREDIT_CARD", @"[1-689]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}([ -]?\d{3})?", 0.8, BankNumbers.Card, "card credit visa mastercard cc amex 卡号 信用卡"),
        Rule.Of("CREDIT_CARD", @"[1-6]\d{11,18}|3\d{3}[ -]\d{6}[ -]\d{4,5}", 0.7, BankNumbers.Card, "card credit visa mastercard cc amex 卡号 信用卡"),
        Rule.Of("IBAN_CODE", @"[A-Z]{2}\d{2}[A-Z0-9 -]+", 0.97) with { Refine = Spans.Iban },
        Rule.Of("PHONE_NUMBER", @"\+[1-9][\d ().-]+\d", 0.65, PhoneLength, Phone, 0.95),
        Rule.Of("PHONE_NUMBER", @"(\+?1[ .-])?\(\d{3}\)[ .-]?\d{3}[ .-]\d{4}( ?x ?\d{1,5})?", 0.75, null, Phone),
        Rule.Of("PHONE_NUMBER", @"(\+?1[ .-])?[2-9]\d{2}[.-]\d{3}[.-]\d{4}(x\d{1,5})?|001-\d{3}-\d{3}-\d{4}(x\d{1,5})?", 0.6, null, Phone),
        Rule.Of("PHONE_NUMBER", @"[2-9]\d{2} \d{3} \d{4}", 0.5, null, Phone, 0.75),
        Rule.Of("PHONE_NUMBER", @"\d{3} \d{3} \d{3}|\d{2,3} \d{3} \d{2,3}( \d{2,3})?|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}", 0.3, null, Phone, 0.7)
            with { Refine = Spans.OutsideRow },
        Rule.Of("PHONE_NUMBER", @"0\d([ .-]\d{2}){4}|\d{2}-\d{2}-\d{2}-\d{2}|\d{2} \d{2} \d{2} \d{2}", 0.5, null, Phone, 0.75)
            with { Refine = Spans.OutsideRow },
        Rule.Of("PHONE_NUMBER", @"[2-9]\d{9}|\d{3}[ -]\d{4}|0\d{8,10}(x\d{1,5})?", 0.2, null, Phone, 0.6),
        Rule.Of("DATE_TIME", @"(19|20)\d{2}[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])", 0.5, null, Birth, 0.9),
        Rule.Of("DATE_TIME", @"[12]\d{3}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d{1,6})?(Z|[-+]\d{2}:?\d{2})?", 0.45, null, Birth, 0.9),
        Rule.Of("DATE_TIME", @"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|[12]\d|3[01])[-/.](19|20)\d{2}", 0.5, null, Birth, 0.9),
        Rule.Of("DATE_TIME", @"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|[12]\d|3[01])[-/.]\d{2}", 0.4, null, Birth, 0.9),
        Rule.Of("DATE_TIME", Month + @"\d{1,2}[- ]" + MonthNames + @"[A-Z]*([- ,]+\d{2,4})?", 0.4, null, Birth, 0.9),
        Rule.Of("DATE_TIME", Month + MonthNames + @"[A-Z]*[- .]+\d{1,2}(, \d{4})?|" + MonthNames + @"[A-Z]*-\d{4}", 0.4, null, Birth, 0.9),
        Rule.Of("DATE_TIME", @"(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])", 0.1, null, Birth, 0.6),
        Rule.Of("DATE_TIME", @"[12]\d{3}", 0.5, null, Birth, 0.9) with { Refine = Spans.ChineseDate },
        Rule.Of("IP_ADDRESS", @"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", 0.6) with { Refine = Spans.Ipv4 },
        Rule.Of("MAC_ADDRESS", @"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}", 0.6),
        Rule.Of("CRYPTO", @"[13][1-9A-HJ-NP-Za-km-z]{25,34}", 0.95) with { Refine = CryptoAddresses.Base58 },
        Rule.Of("CRYPTO", @"bc1[02-9ac-hj-np-z]+", 0.95) with { Refine = CryptoAddresses.Bech32 },
        Rule.Of("CRYPTO", @"0x[0-9A-Fa-f]{40}", 0.9),
        Rule.Of("CRYPTO", @"T[1-9A-HJ-NP-Za-km-z]{33}", 0.95) with { Refine = CryptoAddresses.Base58 },
        Rule.Of("GEO_COORDINATE", @"-?\d{1,2}\.\d{4,8}, ?-?\d{1,3}\.\d{4,8}", 0.55, null, "lat latitude location gps 经度 纬度 坐标"),
        Rule.Of("AGE", @"\d{1,3}", 0.02, null, "age aged 年龄", 0.4),
        Rule.Of("ZIP_CODE", @"\d{5}(-\d{4})?", 0.02, null, "zip zipcode postal postcode", 0.55),
        Rule.Of("CN_POSTCODE", @"\d{6}", 0.02, null, "邮编 邮政编码", 0.7),
        Rule.Of("CARD_SECURITY_CODE", @"\d{3,4}", 0.01, null, "cvv cvc cvn cvv2 安全码", 0.85),
    ];

    private static bool PhoneLength(ReadOnlySpan<byte> compact) => compact.Length is >= 8 and <= 15;
}
