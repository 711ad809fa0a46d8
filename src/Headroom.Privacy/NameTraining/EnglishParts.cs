using System.Globalization;
using Headroom.Privacy.Names;

namespace Headroom.Privacy.NameTraining;

/// <summary>Parts of texts in Latin letters: names and addresses as many countries write them.</summary>
internal sealed class EnglishParts(Chance chance)
{
    private static readonly string[] Suffixes =
        [
            .. ("Street St St. Avenue Ave Ave. Road Rd Rd. Drive Dr Lane Ln Boulevard Blvd Court Ct Way Place "
                + "Pl Square Terrace Parkway Circle Trail Highway Hwy Crescent Close Hill Row Mews Pass Route").Split(' '),
        ];

    private static readonly string[] Prefixes =
        [
            .. ("Rue|Rue de|Rue du|Rue des|Avenue|Avenue de|Boulevard|Place|Via|Viale|Piazza|Corso|Calle|"
                + "Calle de|Avenida|Av.|Plaza|Paseo|Rua|Rua da|Avenida da|ul.|Ulica|Aleja|Strada|Impasse|"
                + "Chemin de|Quai|Cité|C/|Travessa|Nám.").Split('|'),
        ];

    private static readonly string[] Glued =
        [
            .. ("straße strasse weg platz gasse allee gatan vägen gränd vej gade vegen veien gata straat laan "
                + "plein weg kade katu tie tu vegur gata braut").Split(' '),
        ];

    private static readonly string[] Behind =
        [
            .. ("utca|u.|út|tér|körút|sor|street|nám.|náměstí|tn|pst|tee|caddesi|sokak|kapu|park").Split('|'),
        ];

    private static readonly string[] Units =
        ["Apt. {0}", "Apt {0}", "Suite {0}", "Ste {0}", "Unit {0}", "#{0}", "Floor {0}", "Room {0}", "Flat {0}"];

    private static readonly string[] Jobs =
        [
            .. ("engineer|teacher|nurse|software developer|sales manager|accountant|lawyer|driver|director|"
                + "analyst|CEO|Vice President|chief executive|designer|student|cashier|plumber|Account Manager|"
                + "Senior Engineer|pharmacist|librarian|Web Developer|electrician|Attorney|writer|singer|farmer").Split('|'),
        ];

    private static readonly string[] CompanyEnds =
        [
            .. ("Inc|Inc.|Ltd|LLC|Corp.|Group|and Sons|GmbH|AG|S.A.|plc|Holdings|Bank|University|Hospital|"
                + "Institute|Foundation|Technologies|Systems|Partners|Insurance|Airlines|Times|Press|Museum|"
                + "College|Department|Association|Union").Split('|'),
        ];

    private static readonly string[] Companies =
        [
            .. ("Microsoft|Google|Amazon|Apple|IBM|NASA|FBI|BBC|CNN|Reuters|NATO|UNESCO|Toyota|Volkswagen|"
                + "Siemens|Walmart|Netflix|Facebook|Intel|NVIDIA|Oracle|the United Nations|the White House|"
                + "the Senate|the European Union|Harvard University|the Department of Justice|Bank of America|"
                + "the Supreme Court|Disney|Sony|Samsung|Pfizer|Visa|PayPal|eBay|Twitter|YouTube|OpenAI|GitHub").Split('|'),
        ];

    private static readonly string[] Initials =
        [
            .. ("Mary James Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara "
                + "Richard Susan Joseph Jessica Thomas Sarah Karen Daniel Nancy Matthew Anthony Mark Sandra "
                + "Emily Paul Andrew Joshua Peter Anna Alice Bob George Laura Kevin Brian Emma Olivia Noah Liam "
                + "Sophia").Split(' '),
        ];

    private readonly IReadOnlyList<string> _given = NameLexicon.Read("given.txt");
    private readonly IReadOnlyList<string> _family = NameLexicon.Read("family.txt");
    private readonly IReadOnlyList<string> _places = NameLexicon.Read("places.txt");
    private readonly IReadOnlyList<string> _words = NameLexicon.Read("words.txt");
    private readonly IReadOnlyList<string> _pinyin = NameLexicon.Read("pinyin.txt");
    private readonly IReadOnlyList<string> _verbs = NameLexicon.Read("verbs.txt");
    private readonly IReadOnlyList<string> _streets = NameLexicon.Read("streets.txt");

    public string Given() => chance.Next(10) switch
    {
        0 => chance.Of(Initials),
        1 => Unknown(_given),
        2 => chance.Of(_given) + "-" + chance.Of(_given),
        _ => chance.Of(_given),
    } is var name && name.Contains('-') && !chance.In(20) ? chance.Of(_given) : name;

    public string Family() => chance.Next(14) switch
    {
        0 => chance.Of(_family) + "-" + chance.Of(_family),
        1 => chance.Of(["van ", "de ", "von ", "van der ", "Van ", "De ", "da ", "al-", "O'", "Mc", "Mac", "D'"]) + chance.Of(_family),
        2 or 3 => Unknown(_family),
        _ => chance.Of(_family),
    };

    public string Person() => chance.Next(22) switch
    {
        0 or 1 or 2 => Given(),
        3 => $"{Given()} {Letter()}. {Family()}",
        4 => $"{Given()} {Letter()} {Family()}",
        5 => $"{Given()} {Given()} {Family()}",
        6 => $"{Family()}, {Given()}",
        7 => $"{Given()} {Family()}".ToUpperInvariant(),
        8 => $"{Letter()}. {Family()}",
        9 => $"{Given()} {Family()} {chance.Of(["Jr.", "Sr.", "III", "II"])}",
        _ => $"{Given()} {Family()}",
    };

    /// <summary>A Chinese name as passports have it.</summary>
    public string Pinyin()
    {
        var given = chance.Of(_pinyin);
        if (chance.In(60)) given += chance.In(70) ? chance.Of(_pinyin).ToLowerInvariant() : " " + chance.Of(_pinyin);
        return chance.In(75) ? $"{chance.Of(_pinyin)} {given}" : $"{given} {chance.Of(_pinyin)}";
    }

    public string Place() => chance.Of(_places);

    public string Job() => chance.Of(Jobs);

    public string Verb() => chance.Of(_verbs);

    public string Word() => chance.Of(_words);

    public string Capital() => chance.In(10) ? Word().ToUpperInvariant() : Title(Word());

    public string Organisation() => chance.Next(5) switch
    {
        0 or 1 => chance.Of(Companies),
        2 => $"{chance.Of(_family)} {chance.Of(CompanyEnds)}",
        3 => $"{Capital()} {chance.Of(CompanyEnds)}",
        _ => $"{chance.Of(_places)} {Capital()} {chance.Of(CompanyEnds)}",
    };

    public string Email() =>
        $"{chance.Of(_given).ToLowerInvariant()}{chance.Of([".", "", "_"])}{chance.Of(_family).ToLowerInvariant()}@{Word()}.com";

    public string Phone() => chance.Next(4) switch
    {
        0 => $"+{chance.Number(2)} {chance.Digits(3)} {chance.Digits(4)} {chance.Digits(3)}",
        1 => $"({chance.Digits(3)}) {chance.Digits(3)}-{chance.Digits(4)}",
        2 => $"{chance.Digits(3)}-{chance.Digits(3)}-{chance.Digits(4)}",
        _ => chance.Digits(10),
    };

    public string Date() => chance.Next(5) switch
    {
        0 => $"{1950 + chance.Next(80)}-{1 + chance.Next(12):00}-{1 + chance.Next(28):00}",
        1 => $"{1 + chance.Next(12)}/{1 + chance.Next(28)}/{1950 + chance.Next(80)}",
        2 => $"{Month()} {1 + chance.Next(28)}, {1950 + chance.Next(80)}",
        3 => $"{1 + chance.Next(28)} {Month()}",
        _ => chance.Of(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    };

    /// <summary>A postal address, or a part of one that a parcel would find.</summary>
    public string Address()
    {
        if (chance.In(6)) return $"the corner of {StreetName()} and {StreetName()}";

        var parts = new List<string> { chance.In(10) ? Box() : Street() };
        if (chance.In(35))
        {
            var unit = string.Format(CultureInfo.InvariantCulture, chance.Of(Units), chance.Number(3));
            parts[0] += (chance.In(60) ? " " : ", ") + unit;
        }

        if (chance.In(10)) parts.Add("Building " + (char)('A' + chance.Next(6)));
        if (chance.In(60)) parts.Add(chance.In(85) ? Place() : Title(Word()));
        if (chance.In(35)) parts.Add(Place());
        if (chance.In(45)) parts[^1] += " " + Postcode();
        return string.Join(chance.Of([", ", ", ", ", ", "\n", " \n ", "; ", " "]), parts);
    }

    private string Street()
    {
        var number = chance.In(15) ? chance.Digits(3 + chance.Next(3)) : chance.Number(5);
        if (chance.In(8)) number += (char)('A' + chance.Next(4));
        return chance.Next(12) switch
        {
            0 or 1 => $"{chance.Of(Prefixes)} {StreetWord()} {number}",
            2 => $"{number} {chance.Of(Prefixes)} {StreetWord()}",
            3 or 4 => $"{StreetWord()}{chance.Of(Glued)} {number}",
            5 => $"{StreetWord()} {chance.Of(Behind)} {number}{(chance.In(30) ? "." : "")}",
            6 => $"{StreetName()} {number}",
            7 => $"{number} {Title(Word())} {StreetWord()} {chance.Of(Suffixes)}",
            _ => $"{number} {(chance.In(15) ? chance.Of(["N. ", "South ", "W ", "East ", "NE "]) : "")}{StreetName()}",
        };
    }

    private string StreetName() => chance.Next(6) switch
    {
        0 => $"{1 + chance.Next(120)}{chance.Of(["th", "st", "nd", "rd"])} {chance.Of(Suffixes)}",
        1 => $"{chance.Of(Prefixes)} {StreetWord()}",
        2 => $"{StreetWord()}{chance.Of(Glued)}",
        _ => $"{StreetWord()} {chance.Of(Suffixes)}",
    };

    private string StreetWord()
    {
        var word = chance.Next(6) switch
        {
            0 => chance.Of(_given),
            1 or 2 => chance.Of(_family),
            3 => chance.Of(_streets),
            4 => Unknown(_streets),
            _ => Title(Word()),
        };
        return chance.In(2) ? word.ToLowerInvariant() : word;
    }

    private string Box() => chance.Next(4) switch
    {
        0 => $"P.O. Box {chance.Number(5)}",
        1 => $"PO Box {chance.Number(5)}",
        2 => $"PSC {chance.Number(4)}, Box {chance.Number(5)}\nAPO {chance.Of(["AA", "AE", "AP"])} {chance.Digits(5)}",
        _ => $"Postbox {chance.Number(4)}",
    };

    private string Postcode() => chance.Next(5) switch
    {
        0 => $"{Letter()}{chance.Digits(1)}{Letter()} {chance.Digits(1)}{Letter()}{Letter()}",
        1 => chance.Digits(4),
        2 => $"{chance.Of(["CA", "NY", "TX", "FL", "WA", "IL", "PA", "OH", "MA"])} {chance.Digits(5)}",
        _ => chance.Digits(5),
    };

    private char Letter() => (char)('A' + chance.Next(26));

    // A name that no dictionary has: the head of one and the tail of another.
    private string Unknown(IReadOnlyList<string> names)
    {
        var (head, tail) = (chance.Of(names), chance.Of(names));
        return head[..Math.Max(1, head.Length / 2)] + tail[(tail.Length / 2)..].ToLowerInvariant();
    }

    private string Month() => chance.Of(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12]);

    private static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
