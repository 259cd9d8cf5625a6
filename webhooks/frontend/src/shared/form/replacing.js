// Puts a component of ours in the place of one of form-js's.
/** The module that registers this component for fields of this type. */
export function replacing(type, component) {
  function install(formFields) {
    formFields.register(type, component);
  }
  install.$inject = ["formFields"];
  return { __init__: [`our_${type}`], [`our_${type}`]: ["type", install] };
}
