using System.Text;
using Headroom.Exchange.Profiles;

namespace Headroom.Exchange.Tests.Profiles;

public sealed class FieldCensusTests
{
    [Fact]
    public void Members_are_told_with_their_kinds_and_the_names_of_few_records_are_not()
    {
        var census = new FieldCensus();
        for (var record = 0; record < 20; record++)
        {
            var rare = record < SmallCounts.Least - 1 ? ",\"alice\":1" : "";
            var age = record == 7 ? "null" : "41";
            Add(census, $$"""{"text":"a","meta":{"age":{{age}},"tags":[{"t":true},{"t":false}]}{{rare}}}""");
        }

        Assert.Equal(
            [
                new("meta", "object"), new("meta.age", "null|number"), new("meta.tags", "array"),
                new("meta.tags.t", "boolean"), new("text", "string"),
            ],
            census.Fields);
    }

    [Fact]
    public void A_name_that_one_record_has_often_is_still_that_of_one_record()
    {
        var census = new FieldCensus();
        Add(census, $$"""{"list":[{{string.Join(',', Enumerable.Repeat("""{"alice":1}""", 50))}}]}""");

        Assert.Empty(census.Fields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1,2")]
    [InlineData("{\"a\":")]
    [InlineData("17")]
    [InlineData("{\"\":{\"\":{}}}")]
    public void What_is_no_record_ends_nothing(string record)
    {
        var census = new FieldCensus();
        for (var time = 0; time < 20; time++) Add(census, record);

        Assert.True(census.Fields.Count <= 2);
    }

    [Fact]
    public void Depth_and_number_of_members_are_bounded()
    {
        var census = new FieldCensus();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        var wide = $"{{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"m{i}\":1"))}}}";
        for (var time = 0; time < 20; time++)
        {
            Add(census, deep);
            Add(census, wide);
        }

        Assert.Equal(FieldCensus.FieldsMax, census.Fields.Count);
    }

    private static void Add(FieldCensus census, string record) => census.Add(Encoding.UTF8.GetBytes(record));
}
