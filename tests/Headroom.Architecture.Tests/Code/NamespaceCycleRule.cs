using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Headroom.Architecture.Tests.Code;

/// <summary>
/// Folders of a module form layers: none may, over any way, use a folder that uses it. The root is left out: it holds the words
/// that every folder speaks and the doors that open onto them.
/// </summary>
internal static class NamespaceCycleRule
{
    public static IEnumerable<string> Faults(IReadOnlyList<TypeDefinition> types, string root)
    {
        var uses = types
            .SelectMany(type => Mentioned(type).Select(other => (From: CompiledModule.NamespaceOf(type), To: CompiledModule.NamespaceOf(other))))
            .Where(use => use.From.StartsWith($"{root}.", StringComparison.Ordinal) && use.To.StartsWith($"{root}.", StringComparison.Ordinal))
            .Where(use => use.From != use.To)
            .ToLookup(use => use.From, use => use.To);
        return uses.Select(use => use.Key)
            .Where(start => Reachable(start, uses).Contains(start))
            .Order(StringComparer.Ordinal)
            .Select(start => $"{start} is part of a cycle of namespaces: it uses {string.Join(", ", uses[start].Distinct().Order())}");
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(uses[start]);
        while (waiting.TryPop(out var next))
        {
            if (!reached.Add(next)) continue;
            foreach (var further in uses[next]) waiting.Push(further);
        }

        return reached;
    }

    private static IEnumerable<TypeDefinition> Mentioned(TypeDefinition type)
    {
        var references = new List<TypeReference?> { type.BaseType };
        references.AddRange(type.Interfaces.Select(contract => contract.InterfaceType));
        references.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            references.Add(method.ReturnType);
            references.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody) references.AddRange(method.Body.Instructions.SelectMany(Mentioned));
        }

        return references.SelectMany(Parts).OfType<TypeDefinition>().Where(other => other.Module == type.Module);
    }

    private static IEnumerable<TypeReference?> Mentioned(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
