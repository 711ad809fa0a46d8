using Headroom.Engines.Local;

namespace Headroom.Engines.Tests.Local;

public sealed class SupervisorProgramTests
{
    [Fact]
    public void It_is_made_of_files_that_exist_and_the_command()
    {
        var command = SupervisorProgram.ThisOne("supervise");

        Assert.Equal("supervise", command[^1]);
        Assert.All(command.SkipLast(1), path => Assert.True(File.Exists(path)));
    }
}
