using System.Buffers;
using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Traces.Specifications;

/// <summary>Reads single values; one that cannot be read is a fault, and null.</summary>
internal sealed class ValueReader(FaultLog faults)
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("-.0123456789");
    private static readonly string[] TruthWords = ["true", "false"];
    private static readonly (string Problem, string Remedy) TooLarge = ("is too large", "write a smaller number");

    /// <summary>A text.</summary>
    public string? Text(Entry entry, string key) => Value(entry, key)?.Text;

    /// <summary>True or false.</summary>
    public bool? Truth(Entry entry, string key) => Word(entry, key, TruthWords) is { } word ? word == 0 : null;

    /// <summary>One of several words, as its index.</summary>
    public int? Word(Entry entry, string key, IReadOnlyList<string> words)
    {
        if (Value(entry, key) is not { } value) return null;

        for (var index = 0; index < words.Count; index++)
        {
            if (words[index] == value.Text) return index;
        }

        var nearest = NearestName.Of(value.Text, words);
        var all = $"write {string.Join(" or ", words)}";
        Refuse(value, key, ("is not known here", nearest is null ? all : $"did you mean {nearest}; {all}"));
        return null;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(Entry entry, string key)
    {
        if (Number(entry, key) is not { } value) return null;

        var fault = value.Text.Contains('.', StringComparison.Ordinal)
            ? ("is not a whole number", "round it")
            : Thousandths.Parse(value.Text, out _);
        Thousandths.Parse(value.Text, out var milli);
        if (fault is null && milli / 1000 is < int.MinValue or > int.MaxValue) fault = TooLarge;
        if (fault is null) return (int)(milli / 1000);

        Refuse(value, key, fault.Value);
        return null;
    }

    /// <summary>A decimal, in thousandths.</summary>
    public long? Milli(Entry entry, string key) =>
        Number(entry, key) is { } value ? Scaled(value, key, value.Text, numerator: 1, denominator: 1) : null;

    /// <summary>A decimal, in millionths.</summary>
    public long? Micro(Entry entry, string key)
    {
        if (Number(entry, key) is not { } value) return null;
        if (Decimals.OfMillionths.Parse(value.Text, out var micro) is not { } fault) return micro;

        Refuse(value, key, fault);
        return null;
    }

    /// <summary>A day, such as <c>2026-11-30</c>.</summary>
    public DateOnly? Day(Entry entry, string key)
    {
        if (Value(entry, key) is not { } value) return null;
        if (DateOnly.TryParseExact(
            value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse(value, key, ("is not a day", "write one such as 2026-11-30"));
        return null;
    }

    /// <summary>What clocks show beyond UTC, such as <c>+05:30</c>, in minutes.</summary>
    public int? Offset(Entry entry, string key)
    {
        if (Value(entry, key) is not { } value) return null;

        var sign = value.Text.StartsWith('-') ? -1 : 1;
        if (value.Text.Length == 6 && value.Text[0] is '+' or '-' && TimeOnly.TryParseExact(
            value.Text.AsSpan(1), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return sign * (time.Hour * 60 + time.Minute);
        }

        Refuse(value, key, ("is not an offset from UTC", "write one such as +01:00, in quotes"));
        return null;
    }

    /// <summary>GiB with up to three decimals, in whole MiB, rounded down.</summary>
    public long? MiB(Entry entry, string key) =>
        Number(entry, key) is { } value ? Scaled(value, key, value.Text, numerator: 1024, denominator: 1000) : null;

    /// <summary>A time with its unit, or seconds without one, in milliseconds.</summary>
    public long? Time(Entry entry, string key)
    {
        if (Value(entry, key) is not { } value) return null;

        var seconds = SecondsOf(value.Text.Length > 0 ? value.Text[^1] : '0');
        var number = seconds > 0 ? value.Text.AsSpan()[..^1] : value.Text;
        if (number.Length > 0 && !number.ContainsAnyExcept(OfNumbers))
            return Scaled(value, key, number, Math.Max(seconds, 1), denominator: 1);

        Refuse(value, key, ("is not a time", "write one such as 90s, 10m, 24h or 7d"));
        return null;
    }

    private long? Scaled(ValueEntry value, string key, ReadOnlySpan<char> text, int numerator, int denominator)
    {
        var fault = Thousandths.Parse(text, out var milli);
        var scaled = (Int128)milli * numerator / denominator;
        if (fault is null && Int128.Abs(scaled) > long.MaxValue) fault = TooLarge;
        if (fault is null) return (long)scaled;

        Refuse(value, key, fault.Value);
        return null;
    }

    private static int SecondsOf(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => 0,
    };

    private ValueEntry? Number(Entry entry, string key)
    {
        if (Value(entry, key) is not { } value) return null;
        if (!value.IsQuoted) return value;

        Refuse(value, key, ("is a text", "remove the quotes"));
        return null;
    }

    private ValueEntry? Value(Entry entry, string key)
    {
        if (entry is ValueEntry { IsEmpty: false } value) return value;

        var isEmpty = entry is ValueEntry;
        faults.Add(
            entry.Line,
            key,
            isEmpty ? "there is no value" : $"this is {entry.Kind}, and a single value is asked for",
            isEmpty ? "write one, or remove the key" : "write one value after the ':'");
        return null;
    }

    private void Refuse(ValueEntry value, string key, (string Problem, string Remedy) fault) =>
        faults.Add(value.Line, key, $"{SpecificationFault.Quote(value.Text)} {fault.Problem}", fault.Remedy);
}
