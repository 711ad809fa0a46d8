namespace Headroom.Scheduling.Tests.Peers;

public sealed class SchedulerCatalogueTests
{
    [Fact]
    public void Every_name_makes_a_scheduler_of_that_name_and_ours_is_first()
    {
        Assert.Equal("headroom", SchedulerCatalogue.Names[0]);
        Assert.Equal(SchedulerCatalogue.Names.Count, SchedulerCatalogue.Names.Distinct().Count());
        Assert.All(SchedulerCatalogue.Names, name => Assert.Equal(name, SchedulerCatalogue.Create(name)!.Name));
    }

    [Fact]
    public void A_name_that_is_not_known_makes_none() => Assert.Null(SchedulerCatalogue.Create("Headroom"));
}
