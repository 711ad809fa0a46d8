using System.Globalization;

namespace Headroom.Server.Pages.Words;

/// <summary>Says things in a language. Times are Unix milliseconds.</summary>
/// <param name="language">The language.</param>
/// <param name="now">What times are told against.</param>
public sealed class Texts(Language language, long now)
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    public Language Language { get; } = language;

    public long Now { get; } = now;

    /// <summary>A text without arguments.</summary>
    public string this[Word word] => Language.Words[word];

    /// <summary>A text of the exchange without arguments.</summary>
    public string this[ExchangeWord word] => Language.ExchangeWords[word];

    /// <summary>A text of the exchange with arguments.</summary>
    public string Say(ExchangeWord word, params ReadOnlySpan<object> arguments) =>
        string.Format(CultureInfo.InvariantCulture, Language.ExchangeWords[word], arguments);

    /// <summary>A text with arguments.</summary>
    public string Say(Word word, params ReadOnlySpan<object> arguments) =>
        string.Format(CultureInfo.InvariantCulture, Language.Words[word], arguments);

    /// <summary>A whole number with separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with up to so many decimals.</summary>
    public static string Number(double number, int decimals) =>
        number.ToString(decimals == 0 ? "#,##0" : decimals == 1 ? "#,##0.#" : "#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>Thousandths as an amount.</summary>
    public static string Milli(long milli) => (milli / 1000.0).ToString("#,##0.###", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole in percent; a dash of nothing.</summary>
    public static string Percent(long part, long whole) =>
        whole <= 0 ? "–" : (100.0 * part / whole).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A span of time, in two units at most.</summary>
    public string Duration(long milliseconds) => Math.Max(0, milliseconds) switch
    {
        < Minute and var span => Say(Word.SecondsShort, span / Second),
        < 10 * Minute and var span => Say(Word.MinutesSeconds, span / Minute, span % Minute / Second),
        < Hour and var span => Say(Word.MinutesShort, span / Minute),
        < Day and var span => Say(Word.HoursMinutes, span / Hour, span % Hour / Minute),
        var span => Say(Word.DaysHours, Number(span / Day), span % Day / Hour),
    };

    /// <summary>How long ago, or from now, in one unit or two.</summary>
    public string Since(long time) => (Now - time) switch
    {
        < -Second and var span => Say(Word.FromNow, Duration(-span)),
        < 2 * Second => this[Word.JustNow],
        var span => Say(Word.Ago, Coarse(span)),
    };

    /// <summary>Date and time (UTC), for programs and tooltips.</summary>
    public static string Moment(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same as HTML wants it.</summary>
    public static string Iso(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Hours and minutes (UTC).</summary>
    public static string Clock(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Month and day of a day since the zero of times.</summary>
    public static string DayOf(long day) =>
        DateTimeOffset.FromUnixTimeMilliseconds(day * Day).ToString("MM-dd", CultureInfo.InvariantCulture);

    private string Coarse(long span) => span switch
    {
        < Minute => Say(Word.SecondsShort, span / Second),
        < Hour => Say(Word.MinutesShort, span / Minute),
        < Day => Say(Word.HoursShort, span / Hour),
        _ => Duration(span),
    };
}
