using System.Globalization;
using System.Text;
using Headroom.Privacy.Risk;

namespace Headroom.Privacy.Tests.Risk;

public sealed class RiskAdviceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-advice-");

    [Fact]
    public void Ages_become_bands_and_postcodes_their_first_digits()
    {
        var text = new StringBuilder("age,zip,sex\n");
        for (var row = 0; row < 800; row++)
            text.Append(CultureInfo.InvariantCulture, $"{20 + row % 40},{10_000 + row % 50},{(row % 2 == 0 ? 'f' : 'm')}\n");
        var advice = Find(text.ToString(), ["age", "zip", "sex"], 10)!;

        Assert.True(advice.IsLeast);
        Assert.InRange(advice.Figures.SmallestClass, 10, 800);
        Assert.Equal("as it is", advice.Columns[2].To);
        Assert.InRange(advice.Loss, 0.01, 0.7);
        Assert.All(advice.Columns, column => Assert.Matches("^(bands of [0-9]+|its first [31] digits|as it is|left out)$", column.To));
    }

    // What is said to be left reaches k when it is done to the file by hand.
    [Fact]
    public void Doing_what_is_advised_reaches_k()
    {
        var random = new Random(3);
        for (var round = 0; round < 20; round++)
        {
            var rows = Enumerable.Range(0, random.Next(30, 300))
                .Select(_ => (
                    Day: new DateTime(1950 + random.Next(50), 1 + random.Next(12), 1 + random.Next(28)),
                    Pay: random.Next(30) * 1_000, City: random.Next(3)))
                .ToList();
            var text = "day,pay,city\n" + string.Concat(rows.Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.Day:yyyy-MM-dd},{row.Pay},city{row.City}\n")));
            var k = random.Next(2, 8);
            var advice = Find(text, ["day", "pay", "city"], k)!;
            var classes = rows.GroupBy(row => string.Join('|',
                Part(row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), advice.Columns[0].To),
                Part(row.Pay.ToString(CultureInfo.InvariantCulture), advice.Columns[1].To), Part($"city{row.City}", advice.Columns[2].To)));

            Assert.Equal(advice.Figures.SmallestClass, classes.Min(one => one.Count()));
            Assert.True(advice.Figures.SmallestClass >= k);
        }
    }

    [Fact]
    public void Fewer_rows_than_k_have_no_advice() => Assert.Null(Find("a\n1\n2\n", ["a"], 3));

    // Six columns have too many combinations to try them all: none of the steps can be taken back.
    [Fact]
    public void Many_columns_are_climbed_step_by_step()
    {
        var random = new Random(5);
        var text = new StringBuilder("a,b,c,d,e,f\n");
        for (var row = 0; row < 500; row++)
            text.AppendJoin(',', Enumerable.Range(0, 6).Select(_ => random.Next(100))).Append('\n');
        var advice = Find(text.ToString(), ["a", "b", "c", "d", "e", "f"], 5)!;

        Assert.False(advice.IsLeast);
        Assert.InRange(advice.Figures.SmallestClass, 5, 500);
        Assert.InRange(advice.Loss, 0, 0.999);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Part(string value, string to) => to switch
    {
        "as it is" => value,
        "left out" => "",
        "the month" => value[..7],
        "the year" => value[..4],
        "the decade" => value[..3],
        _ => Math.Floor(double.Parse(value, CultureInfo.InvariantCulture) / double.Parse(to["bands of ".Length..], CultureInfo.InvariantCulture))
            .ToString(CultureInfo.InvariantCulture),
    };

    private RiskAdvice? Find(string text, string[] quasi, int k)
    {
        var path = Path.Combine(_folder.FullName, "a.csv");
        File.WriteAllText(path, text);
        return RiskAdvice.Find(
            path, new RiskColumns(quasi, null), k, 1 << 26, _folder.FullName, TestContext.Current.CancellationToken);
    }
}
