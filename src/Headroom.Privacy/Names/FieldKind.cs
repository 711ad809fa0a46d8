using System.Text;

namespace Headroom.Privacy.Names;

/// <summary>What the name of a field says of its value.</summary>
public enum FieldKind : byte
{
    /// <summary>Nothing.</summary>
    Any,

    /// <summary>It is a person's name.</summary>
    Person,

    /// <summary>It is an address.</summary>
    Address,
}

/// <summary>Reads names of fields.</summary>
internal static class FieldKinds
{
    private static readonly string[] Han =
        ["姓名", "名字", "联系人", "收件人", "收货人", "寄件人", "户主", "持卡人", "经办人", "负责人", "法定代表人", "法人代表"];

    private static readonly string[] HanAddress = ["地址", "住址", "住所", "户籍地"];

    private static readonly HashSet<string> Whole =
    [
        "name", "fullname", "firstname", "lastname", "surname", "givenname", "familyname", "middlename", "xingming",
        "realname", "maidenname", "patient", "cardholder", "beneficiary", "payee", "payer", "signatory", "assignee",
    ];

    // Beside "name": a field of "file name" or "product name" names nobody.
    private static readonly HashSet<string> Owners =
    [
        "full", "first", "last", "given", "family", "middle", "real", "maiden", "legal", "customer", "client", "patient",
        "employee", "contact", "person", "owner", "holder", "cardholder", "student", "teacher", "doctor", "recipient",
        "sender", "author", "guardian", "member", "applicant", "manager", "nurse", "physician", "father", "mother",
        "spouse", "payer", "payee", "buyer", "seller", "driver", "guest", "passenger", "billing", "shipping",
    ];

    private static readonly HashSet<string> Addresses =
        ["address", "addr", "street", "addressline", "streetaddress", "homeaddress", "dizhi", "residence"];

    private static readonly HashSet<string> NotPostal =
        ["ip", "mac", "email", "mail", "web", "url", "wallet", "network", "host"];

    /// <summary>The kind of a field of this name.</summary>
    public static FieldKind Of(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > 64) return FieldKind.Any;

        var text = Encoding.UTF8.GetString(name);
        if (Han.Any(text.Contains)) return FieldKind.Person;
        if (HanAddress.Any(text.Contains)) return FieldKind.Address;

        var words = Words(text);
        if (words.Any(Addresses.Contains) && !words.Any(NotPostal.Contains)) return FieldKind.Address;
        var isPerson = words.Count == 1 ? Whole.Contains(words[0])
            : words.Contains("name") && words.All(word => word == "name" || Owners.Contains(word));
        return isPerson ? FieldKind.Person : FieldKind.Any;
    }

    // Parts of a name with underscores, hyphens, blanks or capitals between them, digits left out.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var isBreak = !char.IsLetter(name[index])
                || index > 0 && char.IsUpper(name[index]) && char.IsLower(name[index - 1]);
            if (isBreak && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetter(name[index])) word.Append(char.ToLowerInvariant(name[index]));
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }
}
