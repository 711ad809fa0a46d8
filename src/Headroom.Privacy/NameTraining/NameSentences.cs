using Headroom.Privacy.Names;

namespace Headroom.Privacy.NameTraining;

/// <summary>
/// Makes up texts in Chinese and English with names and addresses of which it is known where they are, always the same
/// for a seed. Nobody in them is anybody.
/// </summary>
public sealed class NameSentences
{
    private readonly Chance _chance;
    private readonly EnglishParts _english;
    private readonly ChineseParts _chinese;
    private readonly MarkedTextBuilder _builder = new();
    private readonly IReadOnlyList<string> _englishTemplates = NameLexicon.Read("english.txt");
    private readonly IReadOnlyList<string> _prose = NameLexicon.Read("prose.txt");
    private readonly IReadOnlyList<string> _chineseTemplates = NameLexicon.Read("chinese.txt");

    /// <summary>A row of texts.</summary>
    /// <param name="seed">Which one.</param>
    public NameSentences(ulong seed)
    {
        _chance = new Chance(seed);
        (_english, _chinese) = (new EnglishParts(_chance), new ChineseParts(_chance));
    }

    /// <summary>The next text: half of them Chinese, one in ten the value of a field.</summary>
    public MarkedText Next()
    {
        var isChinese = _chance.In(50);
        if (_chance.In(10)) return Value(isChinese);
        if (_chance.In(8))
        {
            _builder.Append(_chance.Of(_prose));
            return _builder.Take(FieldKind.Any);
        }

        Fill(isChinese);
        return _builder.Take(_chance.In(4) ? _chance.Of([FieldKind.Person, FieldKind.Address]) : FieldKind.Any);
    }

    /// <summary>The next text of several sentences.</summary>
    /// <param name="sentences">How many, at least 1.</param>
    public MarkedText Next(int sentences)
    {
        for (var sentence = 0; sentence < sentences; sentence++)
        {
            var isChinese = _chance.In(50);
            Fill(isChinese);
            _builder.Append(isChinese ? "。" : ". ");
        }

        return _builder.Take(FieldKind.Any);
    }

    // A column of names holds names, and a column of addresses addresses.
    private MarkedText Value(bool isChinese)
    {
        if (_chance.In(60))
        {
            var name = isChinese ? _chance.In(90) ? _chinese.Person() : _chinese.Foreign() : _english.Person();
            _builder.Append(_chance.In(6) ? name.ToLowerInvariant() : name, NameTag.PersonBegin);
            return _builder.Take(FieldKind.Person);
        }

        _builder.Append(isChinese ? _chinese.Address() : _english.Address(), NameTag.AddressBegin);
        return _builder.Take(FieldKind.Address);
    }

    private void Fill(bool isChinese)
    {
        var template = _chance.Of(isChinese ? _chineseTemplates : _englishTemplates);
        if (_chance.In(15)) Salad(isChinese);
        for (var at = 0; at < template.Length; at++)
        {
            switch (template[at])
            {
                case '\\':
                    _builder.Append(template[at + 1] == 't' ? "\t" : "\n");
                    at++;
                    break;
                case '{':
                    Slot(template[at + 1], isChinese);
                    at += 2;
                    break;
                case var letter:
                    _builder.Append(letter.ToString());
                    break;
            }
        }

        if (_chance.In(15)) Salad(isChinese);
    }

    private void Salad(bool isChinese)
    {
        for (var count = 1 + _chance.Next(4); count > 0; count--)
            _builder.Append(isChinese ? _chinese.Word() : $" {_english.Word()} ");
    }

    private void Slot(char slot, bool isChinese)
    {
        switch (slot)
        {
            case 'P':
                // Names in Latin letters stand in Chinese texts too.
                var name = isChinese && !_chance.In(4) ? _chinese.Person() : _english.Person();
                _builder.Append(name, NameTag.PersonBegin);
                break;
            case 'G':
                _builder.Append(_english.Given(), NameTag.PersonBegin);
                break;
            case 'Q':
                _builder.Append(_english.Pinyin(), NameTag.PersonBegin);
                break;
            case 'F':
                _builder.Append(isChinese ? _chinese.Family() : _english.Family(), NameTag.PersonBegin);
                break;
            case 'X':
                _builder.Append(_chinese.Nickname(), NameTag.PersonBegin);
                break;
            case 'M':
                _builder.Append(_chinese.Foreign(), NameTag.PersonBegin);
                break;
            case 'A':
                _builder.Append(isChinese ? _chinese.Address() : _english.Address(), NameTag.AddressBegin);
                break;
            case 'L':
                _builder.Append(isChinese ? _chinese.Place() : _english.Place(), NameTag.PlaceBegin);
                break;
            case 'O':
                _builder.Append(isChinese ? _chinese.Organisation() : _english.Organisation(), NameTag.Organisation);
                break;
            default:
                _builder.Append(Plain(slot, isChinese));
                break;
        }
    }

    private string Plain(char slot, bool isChinese) => slot switch
    {
        'N' => _chance.Number(_chance.In(80) ? 4 : 16),
        'D' => isChinese ? _chinese.Date() : _english.Date(),
        'H' => isChinese ? _chinese.Phone() : _english.Phone(),
        'E' => _english.Email(),
        'W' => isChinese ? _chinese.Word() : _english.Word(),
        'C' => _english.Capital(),
        'J' => _english.Job(),
        'V' => isChinese ? _chinese.Verb() : _english.Verb(),
        _ => throw new InvalidOperationException($"a template has the unknown part {slot}"),
    };
}
