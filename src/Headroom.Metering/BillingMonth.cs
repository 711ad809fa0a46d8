using System.Globalization;

namespace Headroom.Metering;

/// <summary>A calendar month: what an invoice is of.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct BillingMonth(DateOnly First)
{
    /// <summary>Months and days lie before this year.</summary>
    public const int YearEnd = 4000;

    private const string Form = "yyyy-MM";

    /// <summary>The month of a time.</summary>
    public static BillingMonth Of(BillingCalendar calendar, long time)
    {
        var day = calendar.DayOf(time);
        return new BillingMonth(day.AddDays(1 - day.Day));
    }

    /// <summary>Reads a month such as <c>2026-11</c>.</summary>
    public static bool TryParse(string text, out BillingMonth month)
    {
        var isMonth = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and < YearEnd;
        month = new BillingMonth(day);
        return isMonth;
    }

    /// <summary>When it begins.</summary>
    public long Begin(BillingCalendar calendar) => calendar.BeginOf(First);

    /// <summary>When the next one begins.</summary>
    public long End(BillingCalendar calendar) => calendar.BeginOf(First.AddMonths(1));

    /// <inheritdoc/>
    public override string ToString() => First.ToString(Form, CultureInfo.InvariantCulture);
}
