using System.Globalization;
using CsCheck;

namespace Headroom.Metering.Tests;

public sealed class BillingCalendarTests
{
    [Fact]
    public void Days_hours_and_months_are_those_of_the_place() =>
        Gen.Select(SomeUse.Calendar, Gen.Long[0, 4_000_000_000_000]).Sample((calendar, time) =>
        {
            var local = DateTime.UnixEpoch.AddMilliseconds(time).AddMinutes(calendar.OffsetMinutes);
            var month = BillingMonth.Of(calendar, time);

            Assert.Equal(DateOnly.FromDateTime(local), calendar.DayOf(time));
            Assert.Equal(local.Hour, calendar.HourOf(time));
            Assert.Equal(local.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.ToString());
            Assert.InRange(time, calendar.BeginOf(calendar.DayOf(time)), calendar.NextDay(time) - 1);
            Assert.Equal(calendar.BeginOf(calendar.DayOf(time).AddDays(1)), calendar.NextDay(time));
            Assert.InRange(calendar.NextHour(time) - time, 1, 3_600_000);
            Assert.Equal(0, (calendar.NextHour(time) + calendar.OffsetMinutes * 60_000L) % 3_600_000);
            Assert.InRange(time, month.Begin(calendar), month.End(calendar) - 1);
            Assert.Equal(0, month.Begin(calendar) % BillingCalendar.Quarter);
            Assert.Equal(month, BillingMonth.Of(calendar, month.End(calendar) - 1));
        });

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("26-11", false)]
    [InlineData("1969-12", false)]
    [InlineData("9999-12", false)]
    [InlineData("2026-11-01", false)]
    [InlineData("", false)]
    public void A_month_is_read_as_it_is_written(string text, bool isMonth)
    {
        Assert.Equal(isMonth, BillingMonth.TryParse(text, out var month));
        if (isMonth) Assert.Equal(text, month.ToString());
    }
}
