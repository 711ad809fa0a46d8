using Mono.Cecil;
using Opcode = Mono.Cecil.Cil.Code;

namespace Headroom.Architecture.Tests.Code;

/// <summary>
/// Finds walks over dictionaries and sets: their order is no promise, and a result that depends on it changes with the
/// runtime. A list of banned symbols cannot see them, because <c>foreach</c> names none.
/// </summary>
internal static class HashOrderRule
{
    private static readonly string[] HashOrdered =
    [
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.Dictionary`2/KeyCollection",
        "System.Collections.Generic.Dictionary`2/ValueCollection",
        "System.Collections.Generic.HashSet`1",
    ];

    public static IEnumerable<string> Faults(IEnumerable<TypeDefinition> types) =>
        from type in types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code is Opcode.Call or Opcode.Callvirt
        let called = (MethodReference)instruction.Operand
        where called.Name == "GetEnumerator" && HashOrdered.Contains(called.DeclaringType.GetElementType().FullName)
        select $"{CompiledModule.NameOf(type)} walks over a {called.DeclaringType.GetElementType().Name} "
            + $"in {method.Name}";
}
