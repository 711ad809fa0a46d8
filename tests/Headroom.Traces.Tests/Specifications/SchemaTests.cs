using System.Text.Json;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Metering;
using Headroom.Testing;
using Headroom.Traces.Billing;
using Headroom.Traces.Fleets;
using Headroom.Traces.Policies;
using Headroom.Traces.Specifications;
using Headroom.Traces.Submissions;

namespace Headroom.Traces.Tests.Specifications;

/// <summary>The schemas that editors read say what the readers do.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_assembly_carries_the_files()
    {
        Assert.Equal(TextOf("policy.schema.json"), PolicyFile.Schema);
        Assert.Equal(TextOf("fleet.schema.json"), FleetFile.Schema);
        Assert.Equal(TextOf("job.schema.json"), JobFile.Schema);
        Assert.Equal(TextOf("billing.schema.json"), BillingFile.Schema);
    }

    [Fact]
    public void The_keys_of_a_policy_are_those_of_its_reader() => AssertKeys(PolicyFile.Schema, PolicyKeys.All);

    [Fact]
    public void The_keys_of_a_fleet_are_those_of_its_reader() => AssertKeys(FleetFile.Schema, FleetKeys.All);

    [Fact]
    public void The_keys_of_a_job_are_those_of_its_reader() => AssertKeys(JobFile.Schema, JobKeys.All);

    [Fact]
    public void The_keys_of_billing_are_those_of_its_reader() => AssertKeys(BillingFile.Schema, BillingKeys.All);

    [Theory]
    [InlineData("$defs/billing/properties/digits/maximum", Currency.DigitsMax)]
    [InlineData("$defs/billing/properties/prices/maxItems", BillingRules.PricesMax)]
    [InlineData("$defs/billing/properties/budgets/maxItems", BillingRules.BudgetsMax)]
    [InlineData("$defs/price/properties/price/anyOf/1/maxItems", Price.HoursOfDay)]
    [InlineData("$defs/budget/properties/hours/maximum", Budget.MilliHoursMax / 1000)]
    [InlineData("$defs/budget/properties/money/maximum", Budget.MoneyMax / Currency.Micro)]
    [InlineData("$defs/budget/properties/warn/default", Budget.WarnUsual)]
    [InlineData("$defs/amount/maximum", Price.MicroMax / Currency.Micro)]
    [InlineData("$defs/name/maxLength", Fleet.NameLengthMax)]
    public void The_bounds_of_billing_are_those_of_its_check(string path, long bound) =>
        Assert.Equal(bound, At(BillingFile.Schema, path).GetInt64());

    [Fact]
    public void The_words_for_periods_are_those_of_the_reader() => Assert.Equal(
        BillingKeys.Periods,
        At(BillingFile.Schema, "$defs/budget/properties/period/enum").EnumerateArray().Select(word => word.GetString()));

    [Theory]
    [InlineData("$defs/job/properties/gpus/maximum", JobValues.GpusMax)]
    [InlineData("$defs/job/properties/cpus/maximum", JobShape.CpuMillicoresMax / 1000)]
    [InlineData("$defs/job/properties/tasks/anyOf/0/maximum", JobShape.TaskCountMax)]
    [InlineData("$defs/job/properties/array/anyOf/0/maximum", JobValues.ArrayMax)]
    [InlineData("$defs/job/properties/priority/minimum", -PriorityClass.ValueMax)]
    [InlineData("$defs/job/properties/priority/maximum", PriorityClass.ValueMax)]
    public void The_bounds_of_a_job_are_those_of_its_reader(string path, long bound) =>
        Assert.Equal(bound, At(JobFile.Schema, path).GetInt64());

    [Theory]
    [InlineData("$defs/policy/properties/queues/maxItems", SharingPolicy.QueueCountMax)]
    [InlineData("$defs/policy/properties/priorities/maxItems", PriorityClass.CountMax)]
    [InlineData("$defs/priority/properties/value/minimum", -PriorityClass.ValueMax)]
    [InlineData("$defs/priority/properties/value/maximum", PriorityClass.ValueMax)]
    [InlineData("$defs/queue/properties/weight/maximum", QueueDefinition.WeightMax)]
    [InlineData("$defs/reclaim/properties/preemptionsPerJob/maximum", ReclaimRules.PreemptionsLimit)]
    [InlineData("$defs/planning/properties/reservations/maximum", PlanningRules.ReservationsLimit)]
    [InlineData("$defs/decimal/maximum", Quota.MilliMax / 1000)]
    public void The_bounds_of_a_policy_are_those_of_its_check(string path, long bound) =>
        Assert.Equal(bound, At(PolicyFile.Schema, path).GetInt64());

    [Theory]
    [InlineData("$defs/fleet/properties/chips/maxItems", ChipModel.CountMax)]
    [InlineData("$defs/fleet/properties/regions/maxItems", Region.CountMax)]
    [InlineData("$defs/fleet/properties/datasets/maxItems", DataSet.CountMax)]
    [InlineData("$defs/chip/properties/sliceSlots/maximum", ChipModel.SlotsMax)]
    [InlineData("$defs/chip/properties/slices/maxItems", ChipModel.SlicesMax)]
    [InlineData("$defs/link/properties/mebibytesPerSecond/maximum", RegionLink.ValueMax)]
    [InlineData("$defs/link/properties/pricePerGiB/maximum", RegionLink.ValueMax / 1000)]
    [InlineData("$defs/dataset/properties/sizeGiB/maximum", DataSet.SizeMiBMax / 1024)]
    [InlineData("$defs/node/properties/gpus/maximum", Node.GpuCountMax)]
    [InlineData("$defs/name/maxLength", Fleet.NameLengthMax)]
    [InlineData("$defs/gibibytes/maximum", Fleet.AmountMax / 1024)]
    [InlineData("$defs/price/maximum", HourlyCurve.ValueMax / 1000)]
    [InlineData("$defs/grams/maximum", HourlyCurve.ValueMax)]
    [InlineData("$defs/region/properties/pricePerGpuHour/anyOf/1/maxItems", HourlyCurve.HoursMax)]
    public void The_bounds_of_a_fleet_are_those_of_its_check(string path, long bound) =>
        Assert.Equal(bound, At(FleetFile.Schema, path).GetInt64());

    [Fact]
    public void The_words_for_orders_are_those_of_the_reader() => Assert.Equal(
        PolicyKeys.Orders,
        At(PolicyFile.Schema, "$defs/queue/properties/order/enum").EnumerateArray().Select(word => word.GetString()));

    [Fact]
    public void Prices_and_amounts_have_one_bound() => Assert.Equal(Quota.MilliMax, PlanningRules.PriceMax);

    [Fact]
    public void Every_order_has_its_word() => Assert.Equal(Enum.GetValues<JobOrder>().Length, PolicyKeys.Orders.Count);

    private static string TextOf(string schema) => File.ReadAllText(Path.Combine(Repository.Root, "schemas", schema));

    private static void AssertKeys(string schema, IReadOnlyList<KeySet> groups)
    {
        var definitions = At(schema, "$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .ToDictionary(definition => definition.Name, definition => definition.Value);

        Assert.Equal(groups.Select(group => group.Name).Order(), definitions.Keys.Order());
        Assert.All(groups, group =>
        {
            var definition = definitions[group.Name];
            Assert.Equal(group.Keys, definition.GetProperty("properties").EnumerateObject().Select(key => key.Name));
            Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
            Assert.All(definition.GetProperty("properties").EnumerateObject(), AssertDescribed);
        });
    }

    // Groups of their own describe themselves.
    private static void AssertDescribed(JsonProperty key) => Assert.True(
        key.Value.TryGetProperty("description", out _) || key.Value.TryGetProperty("$ref", out _), key.Name);

    private static JsonElement At(string schema, string path)
    {
        var at = JsonDocument.Parse(schema).RootElement;
        foreach (var step in path.Split('/'))
            at = int.TryParse(step, out var index) ? at[index] : at.GetProperty(step);

        return at;
    }
}
